import type { ApolloServerOptions } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import { Recent } from '../auth/recent';
import type { Context } from '../graphql/context';

/** Documents that are kept parsed, checked and compiled, those asked last. Each takes some 100 kB with all that was made of it, and Apollo counts its text alone. */
const MOST_DOCUMENTS = 500;

/** Where Apollo keeps documents; what is made of them goes with them. */
export function documentStore(): NonNullable<ApolloServerOptions<Context>['documentStore']> {
  const recent = new Recent<string, DocumentNode>(MOST_DOCUMENTS);
  return {
    get: (key) => Promise.resolve(recent.get(key)),
    set(key, document) {
      recent.set(key, document);
      return Promise.resolve();
    },
    delete(key) {
      recent.delete(key);
      return Promise.resolve(true);
    },
  };
}
