export { Account, AccountSession, RecoveryCode, RefreshToken, SignInCount } from './account.entity';
export { loadAccount } from './account.reads';
export { AccountMutationResolver, AccountResolver } from './account.resolver';
export { ApiKey } from './api-key.entity';
export { loadApiKey } from './api-key.reads';
export { ApiKeyMutationResolver, ApiKeyResolver } from './api-key.resolver';
export { createAccount, disableAccount, enableAccount, resetAccount } from './keep-accounts.service';
export { actorOfKey, liveSession, looksLikeKey } from './recognise.service';
export { OwnAccountResolver, SignInResolver } from './sign-in.resolver';
