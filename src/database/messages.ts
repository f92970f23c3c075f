/** What the server is told in the extended query protocol, written one after the other, so that all of it goes out in one piece. */
export class Messages {
  private buffer = Buffer.allocUnsafeSlow(8192);
  private at = 0;

  /** Prepares a statement under a name, or under none. */
  parse(name: string, text: string): void {
    const start = this.begin(LETTER.P);
    this.text(name);
    this.text(text);
    this.int16(0);
    this.end(start);
  }

  /** @param values as text or bytes */
  bind(name: string, values: readonly (string | Buffer | null)[]): void {
    const start = this.begin(LETTER.B);
    this.text('');
    this.text(name);
    const hasBytes = values.some(Buffer.isBuffer);
    this.int16(hasBytes ? values.length : 0);
    if (hasBytes) for (const value of values) this.int16(Buffer.isBuffer(value) ? 1 : 0);
    this.int16(values.length);
    for (const value of values) this.value(value);
    // All results as text.
    this.int16(0);
    this.end(start);
  }

  /** Asks for the columns of what was bound. */
  describe(): void {
    const start = this.begin(LETTER.D);
    this.byte(LETTER.P);
    this.text('');
    this.end(start);
  }

  execute(): void {
    const start = this.begin(LETTER.E);
    this.text('');
    // All rows.
    this.int32(0);
    this.end(start);
  }

  /** Forgets what is prepared under a name, if anything. */
  close(name: string): void {
    const start = this.begin(LETTER.C);
    this.byte(LETTER.S);
    this.text(name);
    this.end(start);
  }

  sync(): void {
    this.end(this.begin(LETTER.S));
  }

  /** What was written, to be kept by whoever takes it. */
  take(): Buffer {
    const taken = Buffer.from(this.buffer.subarray(0, this.at));
    this.at = 0;
    if (this.buffer.length > LARGEST_KEPT) this.buffer = Buffer.allocUnsafeSlow(8192);
    return taken;
  }

  private begin(type: number): number {
    this.byte(type);
    this.int32(0);
    return this.at - 4;
  }

  /** A message says its own length, without its type. */
  private end(start: number): void {
    this.buffer.writeInt32BE(this.at - start, start);
  }

  private value(value: string | Buffer | null): void {
    if (value === null) return this.int32(-1);
    const start = this.at;
    this.int32(0);
    if (typeof value === 'string') this.characters(value);
    else {
      this.reserve(value.length);
      this.at += value.copy(this.buffer, this.at);
    }
    this.buffer.writeInt32BE(this.at - start - 4, start);
  }

  private text(text: string): void {
    this.characters(text);
    this.byte(0);
  }

  private characters(text: string): void {
    // No character takes more.
    this.reserve(text.length * 3);
    this.at += this.buffer.write(text, this.at);
  }

  private byte(value: number): void {
    this.reserve(1);
    this.buffer[this.at++] = value;
  }

  private int16(value: number): void {
    this.reserve(2);
    this.at = this.buffer.writeInt16BE(value, this.at);
  }

  private int32(value: number): void {
    this.reserve(4);
    this.at = this.buffer.writeInt32BE(value, this.at);
  }

  private reserve(bytes: number): void {
    if (this.at + bytes <= this.buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.buffer.length * 2, this.at + bytes));
    this.buffer.copy(larger, 0, 0, this.at);
    this.buffer = larger;
  }
}

/** Codes of the letters by which the protocol names messages and what they are about. */
const LETTER = { B: 0x42, C: 0x43, D: 0x44, E: 0x45, P: 0x50, S: 0x53 };

const LARGEST_KEPT = 1 << 20;
