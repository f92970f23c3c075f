import { Field, InputType } from 'type-graphql';
import { IsOptional, Length } from 'class-validator';

@InputType('WriteInput', { description: 'What every change takes.' })
export abstract class WriteInput {
  @Field(() => String, {
    nullable: true,
    description:
      'A name of this request that you choose, e.g. a UUID. Sent again with the same input it answers as before and changes nothing: safe after a lost connection.',
  })
  @IsOptional()
  @Length(8, 200)
  idempotencyKey?: string | null;
}
