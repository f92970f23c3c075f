import { Arg, Ctx, FieldResolver, Info, Int, Mutation, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { fieldsAt } from '../../database/select';
import type { Context } from '../../graphql/context';
import { Needs } from '../../graphql/permission';
import {
  ChangePasswordInput,
  CompleteSetupInput,
  ConfirmSecondFactorInput,
  DisableSecondFactorInput,
  EnrolSecondFactorInput,
  RefreshSessionInput,
  SignInInput,
} from './account.input';
import { loadAccount } from './account.reads';
import { AccountType, SecondFactorType, TokensType } from './account.type';
import { changePassword, confirmSecondFactor, disableSecondFactor, enrolSecondFactor, signOut } from './own-account.service';
import { refresh } from './session.service';
import { completeSetup, signIn } from './sign-in.service';

const INPUT = { description: 'What to do it with.' };

/** None of these takes an idempotency key: what is kept under one would be a token, or a digest of a password. */
@Resolver(() => TokensType)
export class SignInResolver {
  @FieldResolver(() => AccountType, { nullable: true, description: 'The account they speak for.' })
  account(@Root() { accountUuid }: TokensType, @Ctx() { session }: Context, @Info() info: GraphQLResolveInfo): Promise<AccountType | null> {
    return loadAccount(session, accountUuid, fieldsAt(info));
  }

  @Mutation(() => TokensType, { description: 'Signs in with an account (đăng nhập). Needs no token.' })
  @Needs('session:open')
  signIn(@Arg('input', () => SignInInput, INPUT) input: SignInInput, @Ctx() { session, identity }: Context): Promise<TokensType> {
    return signIn(session, identity, input);
  }

  @Mutation(() => TokensType, {
    description: 'Gives new tokens for a refresh token, which ends with it. Used twice, it ends the session. Needs no other token.',
  })
  @Needs('session:open')
  refreshSession(
    @Arg('input', () => RefreshSessionInput, INPUT) input: RefreshSessionInput,
    @Ctx() { session, identity }: Context,
  ): Promise<TokensType> {
    return refresh(session, identity, input.refreshToken);
  }

  @Mutation(() => TokensType, {
    description: 'Sets the first password of an account with its set-up token, and signs in. Needs no other token.',
  })
  @Needs('session:open')
  completeSetup(
    @Arg('input', () => CompleteSetupInput, INPUT) input: CompleteSetupInput,
    @Ctx() { session, identity }: Context,
  ): Promise<TokensType> {
    return completeSetup(session, identity, input);
  }

  @Mutation(() => Int, { description: 'Ends the session of the access token, at once (đăng xuất); answers how many sessions ended.' })
  @Needs('session:open')
  signOut(@Ctx() { session }: Context): Promise<number> {
    return signOut(session, false);
  }

  @Mutation(() => Int, { description: 'Ends every session of the account, at once; answers how many ended.' })
  @Needs('session:open')
  signOutEverywhere(@Ctx() { session }: Context): Promise<number> {
    return signOut(session, true);
  }
}

@Resolver()
export class OwnAccountResolver {
  @Mutation(() => AccountType, { description: 'Changes the password of the account that asks; its other sessions end.' })
  @Needs('session:open')
  async changePassword(
    @Arg('input', () => ChangePasswordInput, INPUT) input: ChangePasswordInput,
    @Ctx() { session, identity }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AccountType> {
    return (await loadAccount(session, await changePassword(session, identity, input), fieldsAt(info))) as AccountType;
  }

  @Mutation(() => SecondFactorType, {
    description: 'Begins a second factor (TOTP) of the account that asks; it is asked for once confirmed.',
  })
  @Needs('session:open')
  enrolSecondFactor(
    @Arg('input', () => EnrolSecondFactorInput, INPUT) input: EnrolSecondFactorInput,
    @Ctx() { session, identity }: Context,
  ): Promise<SecondFactorType> {
    return enrolSecondFactor(session, identity, input.password);
  }

  @Mutation(() => [String], {
    description: 'Confirms the second factor; answers recovery codes, each of which stands in for it once. Shown this once.',
  })
  @Needs('session:open')
  confirmSecondFactor(
    @Arg('input', () => ConfirmSecondFactorInput, INPUT) input: ConfirmSecondFactorInput,
    @Ctx() { session, identity }: Context,
  ): Promise<string[]> {
    return confirmSecondFactor(session, identity, input.code);
  }

  @Mutation(() => AccountType, { description: 'Switches the second factor of the account that asks off.' })
  @Needs('session:open')
  async disableSecondFactor(
    @Arg('input', () => DisableSecondFactorInput, INPUT) input: DisableSecondFactorInput,
    @Ctx() { session, identity }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AccountType> {
    return (await loadAccount(session, await disableSecondFactor(session, identity, input), fieldsAt(info))) as AccountType;
  }
}
