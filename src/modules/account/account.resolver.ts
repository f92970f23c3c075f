import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { readConnection } from '../../database/graph/read';
import type { Page } from '../../database/page';
import { fieldsAt } from '../../database/select';
import { PageArgs } from '../../graphql/connection';
import type { Context } from '../../graphql/context';
import { globalId, localId } from '../../graphql/global-id';
import { BySql, Needs } from '../../graphql/permission';
import { write } from '../event';
import { AccountInput, CreateAccountInput } from './account.input';
import { ACCOUNT, allAccounts } from './account.graph';
import { loadAccount } from './account.reads';
import { AccountConnection, AccountSetupType, AccountType } from './account.type';
import { createAccount, disableAccount, enableAccount, resetAccount } from './keep-accounts.service';

@Resolver(() => AccountType)
export class AccountResolver {
  @Query(() => AccountConnection, { description: 'All accounts, by name.' })
  @Needs('account:manage')
  @BySql()
  accounts(
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<AccountType>> {
    return readConnection(ACCOUNT, { session, info, day: session.today, rows: allAccounts }, page);
  }

  @FieldResolver(() => ID, { description: 'Opaque, the same for ever.' })
  id(@Root() { id }: AccountType): string {
    return globalId('Account', id);
  }
}

@Resolver(() => AccountSetupType)
export class AccountMutationResolver {
  @FieldResolver(() => AccountType, { nullable: true, description: 'The account.' })
  account(
    @Root() { accountUuid }: AccountSetupType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AccountType | null> {
    return loadAccount(session, accountUuid, fieldsAt(info));
  }

  @Mutation(() => AccountSetupType, {
    description: 'Creates an account. Its owner sets the password with the token of the answer, within 3 days.',
  })
  @Needs('account:manage')
  async createAccount(
    @Arg('input', () => CreateAccountInput, { description: 'The account to create.' }) input: CreateAccountInput,
    @Ctx() { session }: Context,
  ): Promise<AccountSetupType> {
    let setupToken: string | null = null;
    const accountUuid = await write(session, { name: 'createAccount', input, idempotencyKey: input.idempotencyKey }, async (writing) => {
      const created = await createAccount(writing, input.login);
      setupToken = created.setupToken;
      return created.id;
    });
    return { accountUuid, setupToken };
  }

  @Mutation(() => AccountSetupType, {
    description: 'Takes an account its password, second factor and sessions, and gives a token to set it up anew, within 3 days.',
  })
  @Needs('account:manage')
  async resetAccount(
    @Arg('input', () => AccountInput, { description: 'The account to reset.' }) input: AccountInput,
    @Ctx() { session }: Context,
  ): Promise<AccountSetupType> {
    const id = localId(input.accountId, 'Account', 'accountId');
    let setupToken: string | null = null;
    const accountUuid = await write(session, { name: 'resetAccount', input, idempotencyKey: input.idempotencyKey }, async (writing) => {
      ({ setupToken } = await resetAccount(writing, id));
      return id;
    });
    return { accountUuid, setupToken };
  }

  @Mutation(() => AccountType, { description: 'Closes an account: its sessions end at once, and the API keys it made are revoked.' })
  @Needs('account:manage')
  async disableAccount(
    @Arg('input', () => AccountInput, { description: 'The account to close.' }) input: AccountInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AccountType> {
    const id = localId(input.accountId, 'Account', 'accountId');
    await write(session, { name: 'disableAccount', input, idempotencyKey: input.idempotencyKey }, async (writing) => {
      await disableAccount(writing, id);
      return id;
    });
    return (await loadAccount(session, id, fieldsAt(info))) as AccountType;
  }

  @Mutation(() => AccountType, { description: 'Opens a closed account again, with the password it had.' })
  @Needs('account:manage')
  async enableAccount(
    @Arg('input', () => AccountInput, { description: 'The account to open.' }) input: AccountInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AccountType> {
    const id = localId(input.accountId, 'Account', 'accountId');
    await write(session, { name: 'enableAccount', input, idempotencyKey: input.idempotencyKey }, async (writing) => {
      await enableAccount(writing, id);
      return id;
    });
    return (await loadAccount(session, id, fieldsAt(info))) as AccountType;
  }
}
