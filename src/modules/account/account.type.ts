import { Field, ObjectType } from 'type-graphql';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { connectionOf } from '../../graphql/connection';
import { NodeType } from '../../graphql/node.type';

@ObjectType('Account', {
  implements: NodeType,
  description: 'Somebody who signs in with a password of this installation (tài khoản). What it may do is granted to its actor.',
})
export class AccountType extends NodeType {
  readonly __typename = 'Account';

  @Field(() => String, { description: 'The name it signs in with (tên đăng nhập).' })
  login: string;

  @Field(() => String, { description: 'The actor it is in events and grants.' })
  actor: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was created.' })
  createdAt: Date;

  @Field(() => Boolean, { description: 'Whether it has a password: false until its set-up token is used.' })
  isSetUp: boolean;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'Until when its set-up token can be used; null if it has none.' })
  setupUntil: Date | null;

  @Field(() => Boolean, { description: 'Whether it has a confirmed second factor (xác thực hai lớp).' })
  hasSecondFactor: boolean;

  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'Since when it is closed; null if it is open.' })
  disabledAt: Date | null;
}

export const AccountConnection = connectionOf('Account', () => AccountType);

@ObjectType('Tokens', { description: 'What speaks for an account.' })
export class TokensType {
  readonly accountUuid: string;

  @Field(() => String, { description: 'Send it as `Authorization: Bearer <token>`.' })
  accessToken: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When the access token ends.' })
  accessUntil: Date;

  @Field(() => String, {
    description: 'Gives the next tokens, once, through `refreshSession`. Keep it where scripts of others can not read it.',
  })
  refreshToken: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When the refresh token ends if it is not used.' })
  refreshUntil: Date;
}

@ObjectType('AccountSetup', { description: 'An account with the token that sets its first password.' })
export class AccountSetupType {
  readonly accountUuid: string;

  @Field(() => String, {
    nullable: true,
    description: 'Give it to the owner, who uses it once in `completeSetup`. Shown this once: null if the request was repeated.',
  })
  setupToken: string | null;
}

@ObjectType('SecondFactor', { description: 'A second factor to put into an authenticator. Shown this once.' })
export class SecondFactorType {
  @Field(() => String, { description: 'The secret (Base32).' })
  secret: string;

  @Field(() => String, { description: 'The same as an `otpauth:` address, to show as a QR code.' })
  uri: string;
}
