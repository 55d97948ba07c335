/** One line or record of a fixed width file, without its line end; `line` is physical, 1-based. */
export interface FixedLine { line: number; offset: number; byteLength: number; bytes: Buffer; tooLong: boolean }

export interface FixedShape { recordLength: number | undefined; maxBytes: number; keptBytes: number }

/**
 * Splits bytes into lines at LF (a CR before it is left out), or into records of equal length where no line ends stand between them.
 * Of a line longer than `maxBytes` only its beginning is kept. The last record may be short; who reads it says so.
 */
export async function* splitFixed(source: AsyncIterable<Buffer>, shape: FixedShape): AsyncGenerator<FixedLine[]> {
  const splitter = shape.recordLength === undefined ? new LineSplitter(shape) : new LengthSplitter(shape.recordLength);
  for await (const chunk of source) yield splitter.push(chunk);
  yield splitter.end();
}

class LengthSplitter {
  readonly #length: number;
  #held: Buffer = Buffer.alloc(0);
  #offset = 0;
  #line = 0;

  constructor(length: number) { this.#length = length; }

  push(chunk: Buffer): FixedLine[] {
    this.#held = this.#held.length > 0 ? Buffer.concat([this.#held, chunk]) : chunk;
    const found: FixedLine[] = [];
    let at = 0;
    for (; at + this.#length <= this.#held.length; at += this.#length) found.push(this.#take(this.#held.subarray(at, at + this.#length)));
    this.#held = this.#held.subarray(at);
    return found;
  }

  /** A line end or end-of-file mark behind the last record is no record. */
  end(): FixedLine[] {
    return this.#held.every((byte) => byte === 0x0a || byte === 0x0d || byte === 0x1a) ? [] : [this.#take(this.#held)];
  }

  #take(bytes: Buffer): FixedLine {
    this.#line += 1;
    const found = { line: this.#line, offset: this.#offset, byteLength: bytes.length, bytes, tooLong: false };
    this.#offset += bytes.length;
    return found;
  }
}

class LineSplitter {
  readonly #shape: FixedShape;
  #rest: Buffer = Buffer.alloc(0);
  #head: Buffer | null = null; // beginning of a line that is too long
  #start = 0;
  #read = 0;
  #line = 0;

  constructor(shape: FixedShape) { this.#shape = shape; }

  push(chunk: Buffer): FixedLine[] {
    const held = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    const base = this.#read - this.#rest.length;
    const found: FixedLine[] = [];
    let from = 0;
    for (let end = held.indexOf(0x0a, from); end >= 0; end = held.indexOf(0x0a, from)) {
      this.#take(held.subarray(from, end), base + end, found);
      from = end + 1;
      this.#start = base + from;
    }
    this.#read += chunk.length;
    this.#rest = held.subarray(from);
    if (this.#head || this.#rest.length > this.#shape.maxBytes) {
      this.#head ??= Buffer.from(this.#rest.subarray(0, this.#shape.keptBytes));
      this.#rest = Buffer.alloc(0);
    }
    return found;
  }

  end(): FixedLine[] {
    const found: FixedLine[] = [];
    if (this.#head || (this.#rest.length > 0 && !(this.#rest.length === 1 && this.#rest[0] === 0x1a))) this.#take(this.#rest, this.#read, found);
    return found;
  }

  #take(piece: Buffer, end: number, found: FixedLine[]): void {
    this.#line += 1;
    const byteLength = end - this.#start;
    if (this.#head || piece.length > this.#shape.maxBytes) found.push({ line: this.#line, offset: this.#start, byteLength, bytes: this.#head ?? piece.subarray(0, this.#shape.keptBytes), tooLong: true });
    else {
      const bytes = piece.at(-1) === 0x0d ? piece.subarray(0, -1) : piece;
      if (bytes.length > 0) found.push({ line: this.#line, offset: this.#start, byteLength, bytes, tooLong: false });
    }
    this.#head = null;
  }
}
