import pg from 'pg';
import type { Connection } from 'pg';
import { QueryFailedError } from 'typeorm';
import { lostBeforeSent, outcomeUnknown } from './faults';
import { Messages } from './messages';

type Value = string | Buffer | null;

/** As pg writes the values of its own queries. */
const { prepareValue } = (pg as unknown as { utils: { prepareValue(value: unknown): Value } }).utils;

/** Of all connections: what is written is sent at once. */
const messages = new Messages();

/** A moment in time is the same whatever zone the machine is in. */
function toValue(value: unknown): Value {
  if (typeof value === 'string') return value;
  return value instanceof Date ? value.toISOString() : prepareValue(value);
}

/** A statement on its way. */
export interface Outgoing {
  readonly text: string;
  readonly values: readonly unknown[];
  /** Kept prepared by the connection under this name. */
  readonly name?: string;
  /** Rows are arrays of their columns, else objects. */
  readonly asArrays?: boolean;
  /** @param command what the server says it did, as `COMMIT` */
  readonly resolve: (rows: unknown[], command: string) => void;
  readonly reject: (error: unknown) => void;
}

interface Column {
  readonly name: string;
  readonly read: (text: string) => unknown;
}

interface Known {
  readonly text: string;
  /** Of what it gives; null where it gives no rows. */
  readonly columns: readonly Column[] | null;
}

/** What each connection has prepared, by name. */
const knownBy = new WeakMap<Connection, Map<string, Known>>();

function knownOf(connection: Connection): Map<string, Known> {
  const known = knownBy.get(connection) ?? new Map<string, Known>();
  knownBy.set(connection, known);
  return known;
}

interface RowDescription {
  readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[];
}

/**
 * Statements that are sent in one go and answered in one go, in their order: where none needs the result of another, one way there and back is paid for
 * all. If one fails, those after it are not run. pg takes it as it takes a query of its own.
 */
export class Pipeline {
  /** How pg tells of the end; it puts its own timeout around it. */
  callback = (error?: unknown): void => this.settle(error ?? undefined);
  private readonly values: readonly (readonly Value[])[];
  private readonly results: { readonly rows: unknown[]; readonly command: string; readonly unreadable: unknown }[] = [];
  private rows: unknown[] = [];
  private columns: readonly Column[] | null = null;
  private unreadable: unknown;
  private known = new Map<string, Known>();
  private told: (error?: unknown) => void = () => undefined;

  /**
   * @param ended called when all is over, however it went
   * @throws Error for values that cannot be sent.
   */
  constructor(
    private readonly statements: readonly Outgoing[],
    private readonly ended: () => void = () => undefined,
  ) {
    this.values = statements.map(({ values }) => values.map(toValue));
  }

  get size(): number {
    return this.statements.length;
  }

  /** Whether it was to end a transaction by keeping it, and that has been done. */
  get committed(): boolean {
    return this.results.some(({ command }) => command === 'COMMIT');
  }

  onEnd(told: (error?: unknown) => void): this {
    this.told = told;
    return this;
  }

  submit(connection: Connection): void {
    this.known = knownOf(connection);
    for (const [index, { text, name = '' }] of this.statements.entries()) {
      const isKnown = this.knownOf(index) !== undefined;
      // Under its name there may be another, or itself from a time when it failed.
      if (name && !isKnown) {
        this.known.delete(name);
        messages.close(name);
      }
      if (!isKnown) messages.parse(name, text);
      messages.bind(name, this.values[index] as Value[]);
      if (!isKnown) messages.describe();
      messages.execute();
    }
    messages.sync();
    const { stream } = connection;
    const taken = messages.take();
    // pg finds out by itself that it is not.
    if (stream.writable) stream.write(taken);
  }

  handleRowDescription({ fields }: RowDescription): void {
    this.columns = fields.map(({ name, dataTypeID }) => ({ name, read: pg.types.getTypeParser(dataTypeID, 'text') }));
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    const at = this.results.length;
    const columns = this.columns ?? (this.knownOf(at) as Known).columns;
    try {
      this.rows.push(rowOf(columns as readonly Column[], fields, (this.statements[at] as Outgoing).asArrays));
    } catch (error) {
      this.unreadable ??= error;
    }
  }

  handleCommandComplete({ text: command }: { readonly text: string }): void {
    const at = this.results.length;
    const { name, text } = this.statements[at] as Outgoing;
    if (name && !this.knownOf(at)) this.known.set(name, { text, columns: this.columns });
    this.results.push({ rows: this.rows, command, unreadable: this.unreadable });
    this.rows = [];
    this.columns = null;
    this.unreadable = undefined;
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: '' });
  }

  handleReadyForQuery(): void {
    this.callback();
  }

  handleError(error: unknown): void {
    this.callback(error);
  }

  /** What the connection knows of a statement, if it has it prepared. */
  private knownOf(index: number): Known | undefined {
    const { name, text } = this.statements[index] as Outgoing;
    const known = name ? this.known.get(name) : undefined;
    return known?.text === text ? known : undefined;
  }

  private settle(error: unknown): void {
    const { statements, results } = this;
    const failed = statements[results.length];
    // Prepared anew the next time: what it gives may have become something else.
    if (failed?.name) this.known.delete(failed.name);
    if (error !== undefined && this.mayHaveCommitted(error)) outcomeUnknown(error);
    this.told(error);
    const reason = failed && new QueryFailedError(failed.text, [...failed.values], error as Error);
    for (const [index, { text, values, resolve, reject }] of statements.entries()) {
      const result = results[index];
      if (!result) reject(reason);
      else if (result.unreadable !== undefined) reject(new QueryFailedError(text, [...values], result.unreadable as Error));
      else resolve(result.rows, result.command);
    }
    this.ended();
  }

  /** Whether a COMMIT was under way of which nobody knows: the server did not say that something before it failed. */
  private mayHaveCommitted(error: unknown): boolean {
    const left = this.statements.slice(this.results.length);
    if (!left.some(isCommit) || lostBeforeSent(error)) return false;
    return (error as { severity?: string }).severity === undefined || isCommit(left[0] as Outgoing);
  }
}

const isCommit = ({ text }: Outgoing) => text === 'COMMIT';

function rowOf(columns: readonly Column[], fields: readonly (string | null)[], asArray = false): unknown {
  const read = (text: string | null, index: number) => (text === null ? null : (columns[index] as Column).read(text));
  if (asArray) return fields.map(read);
  const row: Record<string, unknown> = {};
  for (const [index, { name }] of columns.entries()) row[name] = read(fields[index] as string | null, index);
  return row;
}
