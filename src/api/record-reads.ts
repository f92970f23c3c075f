import type { ApolloServerPlugin } from '@apollo/server';
import { CATALOGUE } from '../errors';
import type { Context } from '../graphql/context';
import { recordReads } from '../modules/personal-data';
import { ofWithheldAnswer } from './faults';
import { refusalBody, toRefused } from './format-error';
import type { Report } from './format-error';
import { recordOfSession } from './request-record';

/** No answer with personal data leaves before the read of it is committed; if that fails, the answer is withheld. */
export function recordReadsBeforeAnswer(report: Report): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response, operation, contextValue: { session } }) {
          if (response.body.kind !== 'single') return;
          const answer = response.body.singleResult;
          try {
            await recordReads(session);
          } catch (error) {
            const refused = ofWithheldAnswer(toRefused(error, report, recordOfSession(session)?.id), operation, session);
            response.body = { kind: 'single', singleResult: refusalBody(refused, session.locale) };
            response.http.status = CATALOGUE[refused.code].status;
            return;
          }
          const extensions = session.disclosure.extensions();
          if (extensions) answer.extensions = { ...answer.extensions, ...extensions };
        },
      };
    },
  };
}
