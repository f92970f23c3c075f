import type { ApolloServerPlugin } from '@apollo/server';
import { holds } from '../auth/permissions';
import type { Context } from '../graphql/context';
import { recordOfSession } from './request-record';

/** Who may know what the service spends its time on asks by this header. */
export const TIMING_HEADER = 'x-timing';

interface Step {
  readonly name: string;
  readonly ms: number;
}

/**
 * Tells in `extensions.timing` what each step of a request took, in milliseconds, if the actor holds `timing:read` and asks by the header X-Timing.
 * Steps that did not happen, such as reading a document that is known, are not there. `database` is within the last step.
 */
export const tellTiming: ApolloServerPlugin<Context> = {
  async requestDidStart({ request, contextValue }) {
    const record = recordOfSession(contextValue.session);
    if (!record || request.http?.headers.get(TIMING_HEADER) === undefined || !holds(contextValue.session.actor, 'timing:read')) return;
    const steps: Step[] = [];
    let last = record.began;
    const step = (name: string) => {
      const now = performance.now();
      steps.push({ name, ms: rounded(now - last) });
      last = now;
    };
    // From the first byte until it was known who asks and it was their turn.
    step('admitted');
    return {
      async parsingDidStart() {
        return async () => step('parsed');
      },
      async validationDidStart() {
        return async () => step('validated');
      },
      async didResolveOperation() {
        step('costed');
      },
      async willSendResponse({ response }) {
        step('answered');
        if (response.body.kind !== 'single') return;
        const { singleResult } = response.body;
        const database = { statements: record.statements, ms: rounded(record.databaseMs) };
        singleResult.extensions = { ...singleResult.extensions, timing: { steps, database } };
      },
    };
  },
};

function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
