import { Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graphql/context';
import { globalId } from '../../graphql/global-id';
import { coded, CodedType, word } from '../province';
import { DocumentType } from './document.type';

@Resolver(() => DocumentType)
export class DocumentResolver {
  @FieldResolver(() => ID, { description: 'Opaque, the same for ever.' })
  id(@Root() { id }: DocumentType): string {
    return globalId('Document', id);
  }

  @FieldResolver(() => CodedType, { description: 'What it is (loại văn bản).' })
  type(@Root() { typeCode, issuedDay }: DocumentType, @Ctx() { session }: Context): CodedType {
    return coded(word(session.province, 'documentTypes', typeCode, issuedDay));
  }

  @FieldResolver(() => CodedType, { description: 'The kind of authority that issued it (thẩm quyền ban hành).' })
  authority(@Root() { authorityCode, issuedDay }: DocumentType, @Ctx() { session }: Context): CodedType {
    return coded(word(session.province, 'authorities', authorityCode, issuedDay));
  }
}
