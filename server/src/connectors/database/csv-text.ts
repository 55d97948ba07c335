const quoted = /[",\r\n]/;

/**
 * Writes rows of texts as CSV by RFC 4180: null is an empty bare cell, an empty text is `""`. Full batches go to `onBatch`; a batch belongs to whoever gets it.
 */
export class CsvText {
  #text = '';
  rows = 0;
  private readonly onBatch: (batch: Buffer) => void;
  private readonly batchLength: number;

  constructor(onBatch: (batch: Buffer) => void, batchLength = 256 << 10) {
    this.onBatch = onBatch;
    this.batchLength = batchLength;
  }

  /** The names of the columns. */
  header(names: readonly string[]): void {
    this.#line(names);
  }

  row(cells: readonly (string | null)[]): void {
    this.#line(cells);
    this.rows += 1;
  }

  /** Hands on what is left. */
  end(): void {
    if (this.#text !== '') this.onBatch(Buffer.from(this.#text));
    this.#text = '';
  }

  #line(cells: readonly (string | null)[]): void {
    let line = '';
    for (let i = 0; i < cells.length; i += 1) {
      const cell = cells[i] as string | null;
      if (i > 0) line += ',';
      if (cell === null) continue;
      line += cell === '' ? '""' : quoted.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
    }
    this.#text += `${line}\n`;
    if (this.#text.length >= this.batchLength) this.end();
  }
}

/** Rows with a header, batch by batch. */
export function* csvOf(names: readonly string[], rows: Iterable<readonly (string | null)[]>): Generator<Buffer> {
  const batches: Buffer[] = [];
  const csv = new CsvText((batch) => batches.push(batch));
  csv.header(names);
  for (const row of rows) {
    csv.row(row);
    yield* batches.splice(0);
  }
  csv.end();
  yield* batches.splice(0);
}
