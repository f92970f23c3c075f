import type { Session } from '../../database/session';
import { Refusal } from '../../errors';
import type { Context } from '../../graphql/context';
import { Budgets } from './budget';
import { depthRule } from './depth';
import { Documents } from './documents';
import type { Limits } from './limits';
import { limitOperations } from './operations';
import { payerOf } from './payer';
import type { Payer } from './payer';
import { SharedConnections } from './share-connections';
import { Lines } from './turns';

const TRY_AGAIN = 2;

/**
 * What stands before an operation, by whatever transport it comes: who pays, whether the document may be looked at, when it is its turn. What it costs is
 * known when it has been checked: `plugin` takes that.
 */
export class Admission {
  private readonly payers = new WeakMap<Session, Payer>();
  private readonly documents: Documents;
  private readonly connections: SharedConnections;
  private readonly ofActor: Lines;
  private readonly ofProvince: Lines;

  constructor(private readonly limits: Limits) {
    this.documents = new Documents(limits.document);
    this.connections = new SharedConnections(limits.connectionsOfActor);
    this.ofActor = new Lines(
      limits.turnsOfActor,
      (running, waiting) => new Refusal('TOO_MANY_AT_ONCE', { running, waiting, retryAfter: TRY_AGAIN }),
    );
    this.ofProvince = new Lines(
      limits.turnsOfProvince,
      (running, waiting) => new Refusal('PROVINCE_BUSY', { running, waiting, retryAfter: TRY_AGAIN }),
    );
  }

  readonly validationRules = () => [depthRule(this.limits.document.depth)];
  readonly plugin = () => limitOperations(this.limits, new Budgets(), ({ session }: Context) => this.payerOf(session));

  /** Has a session use the province's connections on the account of its actor or, without one, of an address. */
  open(session: Session, address: string): void {
    const payer = payerOf(session.actor, address, this.limits.budgets);
    this.connections.share(session.db, `${session.province.slug} ${payer.key}`);
    this.payers.set(session, payer);
  }

  /** Runs an operation when it is its turn. @throws Refusal DOCUMENT_TOO_COMPLEX, TOO_MANY_AT_ONCE, PROVINCE_BUSY. */
  async run<T>(session: Session, source: unknown, work: () => Promise<T>): Promise<T> {
    this.documents.check(source);
    const leaveActor = await this.ofActor.enter(`${session.province.slug} ${this.payerOf(session).key}`);
    try {
      const leaveProvince = await this.ofProvince.enter(session.province.slug);
      try {
        return await work();
      } finally {
        leaveProvince();
      }
    } finally {
      leaveActor();
    }
  }

  /** How many operations of a province run, and wait for their turn: behind others of their actor, or of the province. */
  queues(slug: string): { running: number; waitingOfActors: number; waitingOfProvince: number } {
    const province = this.ofProvince.figures().find(({ name }) => name === slug);
    const actors = this.ofActor.figures().filter(({ name }) => name.startsWith(`${slug} `));
    return {
      running: province?.running ?? 0,
      waitingOfActors: actors.reduce((sum, { waiting }) => sum + waiting, 0),
      waitingOfProvince: province?.waiting ?? 0,
    };
  }

  private payerOf(session: Session): Payer {
    const payer = this.payers.get(session);
    if (!payer) throw new Error('A session was not opened on anybody’s account.');
    return payer;
  }
}
