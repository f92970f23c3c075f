/** What one request is about, in ids and days of the database. */
export type Subject = Readonly<Record<string, string>>;

/** One request of the load. */
export interface Call {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Operation {
  /** `team`, `page`, …: also the name of its document and of what each contestant does for it. */
  readonly name: string;
  readonly title: string;
  /** The document of ours. */
  readonly document: string;
  /** Whether a subject can be used only once until it is made ready again. */
  readonly isWrite: boolean;
  readonly subjects: readonly Subject[];
}

/** The database and the province that all contestants answer from. */
export interface Place {
  /** The owner's URL. */
  readonly url: string;
  readonly dataDir: string;
  readonly slug: string;
  /** URL under which the province's own role logs in. */
  readonly tenantUrl: string;
}

/** A service that was started. */
export interface Running {
  readonly origin: string;
  readonly pid: number;
  /** The request for a subject; `n` counts them, so that they can be spread over actors. */
  call(operation: Operation, subject: Subject, n: number): Call;
  /** Its answer in the shape of ours: what stands under `data`. */
  normalise(operation: Operation, answer: unknown): unknown;
  stop(): Promise<void>;
}

export interface Contestant {
  readonly name: string;
  readonly title: string;
  /** Names of the operations it has. */
  readonly operations: readonly string[];
  start(place: Place, port: number): Promise<Running>;
}

/** What one stretch of load came to. */
export interface Load {
  readonly requests: number;
  readonly seconds: number;
  readonly p50: number;
  readonly p99: number;
}

/** A stretch of load and what it cost. CPU is in milliseconds per request. */
export interface Sample extends Load {
  readonly serviceCpu: number;
  readonly databaseCpu: number;
  /** Largest resident memory of the service so far, in MB. */
  readonly memory: number;
}

/** Connections of each contestant: as many as the service has for a province. */
export const CONNECTIONS = 5;
