import { Field, ID, InputType } from 'type-graphql';
import { ArrayMaxSize, ArrayMinSize, IsOptional, Length } from 'class-validator';
import { DateScalar } from '../../graphql/date.scalar';
import { Text } from '../../graphql/text';
import { WriteInput } from '../../graphql/write.input';
import { MOST_ADDRESSES } from './api-key.rules';

@InputType('CreateApiKeyInput', { description: 'A key for a machine. It can have nothing that its maker lacks.' })
export class CreateApiKeyInput extends WriteInput {
  @Field(() => String, { description: 'What it is for, e.g. the system that uses it.' })
  @Text(200)
  name: string;

  @Field(() => [String], { description: 'The permissions it has, e.g. `team:read`.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  scopes: string[];

  @Field(() => String, {
    nullable: true,
    description:
      'Official code of a unit: the key has them there and below, which permissions held by unit allow; in the whole province if not given.',
  })
  @IsOptional()
  @Length(1, 20)
  unitCode?: string | null;

  @Field(() => DateScalar, { description: 'The first day it no longer holds, within 366 days.' })
  until: string;

  @Field(() => [String], { nullable: true, description: 'Addresses and networks (CIDR) it may come from; from anywhere if not given.' })
  @IsOptional()
  @ArrayMaxSize(MOST_ADDRESSES)
  addresses?: string[] | null;
}

@InputType('RevokeApiKeyInput', { description: 'A key to revoke.' })
export class RevokeApiKeyInput extends WriteInput {
  @Field(() => ID, { description: 'The key.' })
  apiKeyId: string;
}
