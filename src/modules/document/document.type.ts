import { Field, ObjectType } from 'type-graphql';
import { DateScalar } from '../../graphql/date.scalar';
import { NodeType } from '../../graphql/node.type';

@ObjectType('Document', {
  implements: NodeType,
  description: 'A cited decision or regulation (quyết định, quy chế): what it is and where it can be read.',
})
export class DocumentType extends NodeType {
  readonly __typename = 'Document';

  /** Codes; the resolver gives them their words. */
  readonly typeCode: string;
  readonly authorityCode: string;

  @Field(() => String, { description: 'Number and sign as printed (số, ký hiệu).' })
  number: string;

  @Field(() => DateScalar, { description: 'Day it was issued (ngày ban hành).' })
  issuedDay: string;

  @Field(() => String, { description: 'The issuer by name.' })
  issuer: string;

  @Field(() => String, { nullable: true, description: 'The clause that speaks of the matter.' })
  clause: string | null;

  @Field(() => String, { nullable: true, description: 'File or web address where it can be read.' })
  reference: string | null;
}
