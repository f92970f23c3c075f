import { Field, ObjectType } from 'type-graphql';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { connectionOf } from '../../graphql/connection';
import { DateScalar } from '../../graphql/date.scalar';
import { NodeType } from '../../graphql/node.type';

@ObjectType('ApiKey', { implements: NodeType, description: 'What a machine shows for itself (khóa truy cập của hệ thống khác).' })
export class ApiKeyType extends NodeType {
  readonly __typename = 'ApiKey';

  @Field(() => String, { description: 'What it is for.' })
  name: string;

  @Field(() => String, { description: 'The part of the key that is no secret.' })
  prefix: string;

  @Field(() => String, { description: 'The actor it is in events.' })
  actor: string;

  @Field(() => [String], { description: 'The permissions it has.' })
  scopes: string[];

  @Field(() => String, {
    nullable: true,
    description: 'Official code of the unit in whose subtree it has them; null for the whole province.',
  })
  unitCode: string | null;

  @Field(() => DateScalar, { description: 'The first day it no longer holds.' })
  until: string;

  @Field(() => [String], { description: 'Addresses and networks it may come from; none for all.' })
  addresses: string[];

  @Field(() => String, { description: 'The actor who made it.' })
  maker: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was made.' })
  createdAt: Date;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When it was last used, to the minute; null if never.' })
  lastUsedAt: Date | null;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'Since when it is revoked; null if it is not.' })
  revokedAt: Date | null;
}

export const ApiKeyConnection = connectionOf('ApiKey', () => ApiKeyType);

@ObjectType('NewApiKey', { description: 'A key that was just made.' })
export class NewApiKeyType {
  readonly apiKeyUuid: string;

  @Field(() => String, {
    nullable: true,
    description: 'Send it as `Authorization: Bearer <key>`. Shown this once: null if the request was repeated.',
  })
  key: string | null;
}
