import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { reach } from '../../auth/permissions';
import { readConnection } from '../../database/graph/read';
import type { Page } from '../../database/page';
import { Refusal } from '../../errors';
import { PageArgs } from '../../graphql/connection';
import type { Context } from '../../graphql/context';
import { globalId, optionalId } from '../../graphql/global-id';
import { BySql, Needs } from '../../graphql/permission';
import { PERSONAL_READ, readsMatching } from './personal-data.graph';
import { PersonalReadConnection, PersonalReadFilterInput, PersonalReadType } from './personal-read.type';

@Resolver(() => PersonalReadType)
export class PersonalReadResolver {
  @Query(() => PersonalReadConnection, { description: 'Who read whose data and what for, the latest first.' })
  @Needs('audit:read')
  @BySql()
  personalReads(
    @Arg('filter', () => PersonalReadFilterInput, { nullable: true, description: 'Which ones; all if not given.' })
    filter: PersonalReadFilterInput | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<PersonalReadType>> {
    // A read may name people of many units at once: for those who see all of the province.
    if (reach(session.actor, 'audit:read') !== 'province') throw new Refusal('FORBIDDEN', { permission: 'audit:read' });
    const { subject, ...rest } = filter ?? {};
    const subjectId = optionalId(subject, 'Person', 'filter.subject');
    const rows = () => readsMatching({ ...rest, subjectId });
    return readConnection(PERSONAL_READ, { session, info, day: session.today, rows }, page);
  }

  @FieldResolver(() => [ID], { description: 'The persons whose fields were read; each is read through `node`.' })
  subjects(@Root() { subjectUuids }: PersonalReadType): string[] {
    return subjectUuids.map((id) => globalId('Person', id));
  }
}
