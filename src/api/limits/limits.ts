/** A purse of points that fills itself again. */
export interface Allowance {
  /** Points when it is full, and the most that one request may cost. */
  readonly capacity: number;
  /** Points that come back each second. */
  readonly refill: number;
}

/** How many may run at once, how many may wait for their turn, and for how many milliseconds. */
export interface Turns {
  readonly running: number;
  readonly waiting: number;
  readonly patience: number;
}

/** Every number that bounds a request. README.md lists them. */
export interface Limits {
  /** Of a document, with its fragments spread out. */
  readonly document: {
    readonly tokens: number;
    readonly depth: number;
    readonly rootFields: number;
    readonly fields: number;
    readonly aliases: number;
    readonly directives: number;
    /** Fragments that it defines. */
    readonly fragments: number;
  };
  /** The most points that one request may cost, whoever sends it. */
  readonly cost: number;
  /** By role; the largest of those that an actor has counts. `stranger` is who has no token, by the client's address. */
  readonly budgets: Readonly<Record<string, Allowance>> & { readonly signedIn: Allowance; readonly stranger: Allowance };
  readonly turnsOfActor: Turns;
  readonly turnsOfProvince: Turns;
  /** Connections that one actor's reads may use at once, of those its province has. */
  readonly connectionsOfActor: number;
  readonly introspectionForStrangers: boolean;
  /** "Did you mean": lets who may not read the schema guess it. */
  readonly suggestions: boolean;
  readonly http: HttpLimits;
}

/** Milliseconds, bytes and counts of HTTP. */
export interface HttpLimits {
  readonly body: number;
  readonly headers: number;
  /** Until all headers have come, and until the whole request has. */
  readonly headersTimeout: number;
  readonly requestTimeout: number;
  /** Of a connection on which nothing moves, and of one between two requests. */
  readonly idleTimeout: number;
  readonly keepAlive: number;
  readonly requestsOfConnection: number;
  readonly connections: number;
  /** How often the timeouts are looked at. */
  readonly checkEvery: number;
  /** Answers below this many bytes are not compressed. */
  readonly compressFrom: number;
  /** Origins whose pages may call the API; `*` is every one. */
  readonly origins: readonly string[];
  /** Tells browsers to come by HTTPS only. */
  readonly strictTransport: boolean;
}

export const DEFAULT_LIMITS: Limits = {
  document: { tokens: 5000, depth: 16, rootFields: 20, fields: 500, aliases: 50, directives: 50, fragments: 50 },
  cost: 100_000,
  budgets: {
    stranger: { capacity: 5_000, refill: 50 },
    signedIn: { capacity: 200_000, refill: 2_000 },
    'commune-officer': { capacity: 200_000, refill: 2_000 },
    'province-officer': { capacity: 400_000, refill: 4_000 },
    'province-admin': { capacity: 400_000, refill: 4_000 },
    analyst: { capacity: 400_000, refill: 4_000 },
    integration: { capacity: 400_000, refill: 4_000 },
  },
  turnsOfActor: { running: 4, waiting: 32, patience: 10_000 },
  turnsOfProvince: { running: 24, waiting: 200, patience: 10_000 },
  connectionsOfActor: 2,
  introspectionForStrangers: true,
  suggestions: true,
  http: {
    body: 1024 * 1024,
    headers: 16 * 1024,
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    idleTimeout: 60_000,
    keepAlive: 20_000,
    requestsOfConnection: 1_000,
    connections: 2_000,
    checkEvery: 2_000,
    compressFrom: 1_024,
    origins: [],
    strictTransport: false,
  },
};
