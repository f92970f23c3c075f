import { ArgsType, Field } from 'type-graphql';
import { DateScalar } from './date.scalar';

@ArgsType()
export class OnArgs {
  @Field(() => DateScalar, { nullable: true, description: 'The day to read; today in Asia/Ho_Chi_Minh if not given.' })
  on?: string | null;
}
