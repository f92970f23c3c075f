import { FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { globalId } from '../../graphql/global-id';
import { PersonType } from './person.type';

@Resolver(() => PersonType)
export class PersonResolver {
  @FieldResolver(() => ID, { description: 'Opaque, the same for ever.' })
  id(@Root() { id }: PersonType): string {
    return globalId('Person', id);
  }
}
