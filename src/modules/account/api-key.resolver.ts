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
import { CreateApiKeyInput, RevokeApiKeyInput } from './api-key.input';
import { allApiKeys, API_KEY } from './account.graph';
import { loadApiKey } from './api-key.reads';
import { createApiKey, revokeApiKey } from './api-key.service';
import { ApiKeyConnection, ApiKeyType, NewApiKeyType } from './api-key.type';

@Resolver(() => ApiKeyType)
export class ApiKeyResolver {
  @Query(() => ApiKeyConnection, { description: 'All keys of machines, the latest first, with those that no longer hold.' })
  @Needs('key:manage')
  @BySql()
  apiKeys(@Args(() => PageArgs) page: PageArgs, @Ctx() { session }: Context, @Info() info: GraphQLResolveInfo): Promise<Page<ApiKeyType>> {
    return readConnection(API_KEY, { session, info, day: session.today, rows: allApiKeys }, page);
  }

  @FieldResolver(() => ID, { description: 'Opaque, the same for ever.' })
  id(@Root() { id }: ApiKeyType): string {
    return globalId('ApiKey', id);
  }
}

@Resolver(() => NewApiKeyType)
export class ApiKeyMutationResolver {
  @FieldResolver(() => ApiKeyType, { nullable: true, description: 'The key as it is listed.' })
  apiKey(@Root() { apiKeyUuid }: NewApiKeyType, @Ctx() { session }: Context, @Info() info: GraphQLResolveInfo): Promise<ApiKeyType | null> {
    return loadApiKey(session, apiKeyUuid, fieldsAt(info));
  }

  @Mutation(() => NewApiKeyType, { description: 'Makes a key for a machine.' })
  @Needs('key:manage')
  async createApiKey(
    @Arg('input', () => CreateApiKeyInput, { description: 'The key to make.' }) input: CreateApiKeyInput,
    @Ctx() { session }: Context,
  ): Promise<NewApiKeyType> {
    let key: string | null = null;
    const apiKeyUuid = await write(session, { name: 'createApiKey', input, idempotencyKey: input.idempotencyKey }, async (writing) => {
      const created = await createApiKey(writing, { ...input, addresses: input.addresses ?? [] });
      key = created.key;
      return created.id;
    });
    return { apiKeyUuid, key };
  }

  @Mutation(() => ApiKeyType, { description: 'Revokes a key: its next request is refused.' })
  @Needs('key:manage')
  async revokeApiKey(
    @Arg('input', () => RevokeApiKeyInput, { description: 'The key to revoke.' }) input: RevokeApiKeyInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ApiKeyType> {
    const id = localId(input.apiKeyId, 'ApiKey', 'apiKeyId');
    await write(session, { name: 'revokeApiKey', input, idempotencyKey: input.idempotencyKey }, async (writing) => {
      await revokeApiKey(writing, id);
      return id;
    });
    return (await loadApiKey(session, id, fieldsAt(info))) as ApiKeyType;
  }
}
