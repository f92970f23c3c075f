import { Field, ID, InputType } from 'type-graphql';
import { IsOptional, Length, Matches } from 'class-validator';
import { WriteInput } from '../../graphql/write.input';

const PASSWORD = 'The password (mật khẩu).';
const CODE = 'The code of the authenticator, or a recovery code; needed if the account has a second factor.';

@InputType('SignInInput', { description: 'Who signs in.' })
export class SignInInput {
  @Field(() => String, { description: 'The name of the account (tên đăng nhập).' })
  @Length(1, 100)
  login: string;

  @Field(() => String, { description: PASSWORD })
  @Length(1, 200)
  password: string;

  @Field(() => String, { nullable: true, description: CODE })
  @IsOptional()
  @Length(1, 40)
  code?: string | null;
}

@InputType('RefreshSessionInput', { description: 'What gives the next tokens.' })
export class RefreshSessionInput {
  @Field(() => String, { description: 'The refresh token of the last answer.' })
  @Length(1, 200)
  refreshToken: string;
}

@InputType('CompleteSetupInput', { description: 'The first password of an account, or the first after a reset.' })
export class CompleteSetupInput {
  @Field(() => String, { description: 'The one-time token.' })
  @Length(1, 200)
  setupToken: string;

  @Field(() => String, { description: 'The password to be: 12 characters or more.' })
  @Length(1, 400)
  password: string;
}

@InputType('ChangePasswordInput', { description: 'A new password of the account that asks.' })
export class ChangePasswordInput {
  @Field(() => String, { description: PASSWORD })
  @Length(1, 200)
  password: string;

  @Field(() => String, { nullable: true, description: CODE })
  @IsOptional()
  @Length(1, 40)
  code?: string | null;

  @Field(() => String, { description: 'The password to be: 12 characters or more.' })
  @Length(1, 400)
  newPassword: string;
}

@InputType('EnrolSecondFactorInput', { description: 'Who enrols a second factor.' })
export class EnrolSecondFactorInput {
  @Field(() => String, { description: PASSWORD })
  @Length(1, 200)
  password: string;
}

@InputType('ConfirmSecondFactorInput', { description: 'That the authenticator works.' })
export class ConfirmSecondFactorInput {
  @Field(() => String, { description: 'A code it shows.' })
  @Length(1, 40)
  code: string;
}

@InputType('DisableSecondFactorInput', { description: 'Who switches the second factor off.' })
export class DisableSecondFactorInput {
  @Field(() => String, { description: PASSWORD })
  @Length(1, 200)
  password: string;

  @Field(() => String, { description: 'A code of the authenticator, or a recovery code.' })
  @Length(1, 40)
  code: string;
}

@InputType('CreateAccountInput', { description: 'A new account.' })
export class CreateAccountInput extends WriteInput {
  @Field(() => String, { description: 'The name it signs in with: 3 to 64 small letters, digits and . _ @ -.' })
  @Matches(/^[a-z0-9][a-z0-9._@-]{2,63}$/, {
    message: 'login must be 3 to 64 small letters, digits and . _ @ -, and begin with a letter or digit',
  })
  login: string;
}

@InputType('AccountInput', { description: 'An account.' })
export class AccountInput extends WriteInput {
  @Field(() => ID, { description: 'The account.' })
  accountId: string;
}
