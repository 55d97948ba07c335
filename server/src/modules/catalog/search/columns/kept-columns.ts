import type { Tx } from '#kernel/db.ts';
import { BASE_BYTES, Columns, type Place } from './columns.ts';
import { listFields, listGoneDocs, listNewValues, listNumbers, readSetPairs } from './columns.sql.gen.ts';
import { FieldValues } from './field-values.ts';
import { Postings } from './postings.ts';
import { Reaches } from './reaches.ts';

/** Read at once; between two pages others are answered. */
const PAGE = 10_000;
const MOST_NAMES = 300;
const NOWHERE: Place = { revision: 0, doc: 0 };

/** Everything that is kept of one register, as of one revision of its index. */
export interface Picture {
  columns: Columns;
  values: FieldValues;
  /** Numbers of the fields that are kept, by name; a name that no dataset has is null. */
  fields: ReadonlyMap<string, number | null>;
  /** What filters let through, by the filter; empty after every change. */
  masks: Map<string, Uint8Array>;
}

/** Keeps {@link Columns} as they are in the register; one a register and process. */
export class KeptColumns {
  readonly reaches = new Reaches();
  readonly postings = new Postings();
  #picture: Picture | null = null;
  /** 0 while columns are being read, or when they cannot be kept. */
  #revision = 0;
  #place = NOWHERE;
  #gone = 0;
  #tooMany = false;
  #turn: Promise<unknown> = Promise.resolve();

  /**
   * What the register says at this revision; null when it changed in between, or when there are more datasets than are kept.
   *
   * @param names fields that are filtered by or counted.
   */
  async at(tx: Tx, revision: number, names: readonly string[]): Promise<Picture | null> {
    if (!this.isAt(revision, names)) {
      // One reads, the others wait for it: what they need is then there.
      const turn = this.#turn.then(() => this.#bringTo(tx, revision, names));
      this.#turn = turn.catch(() => undefined);
      await turn;
    }
    return this.isAt(revision, names) ? this.#picture : null;
  }

  /** Whether nothing has changed meanwhile. */
  isAt(revision: number, names: readonly string[]): boolean {
    const fields = this.#picture?.fields;
    return this.#revision === revision && fields !== undefined && names.every((name) => fields.has(name));
  }

  async #bringTo(tx: Tx, revision: number, names: readonly string[]): Promise<void> {
    if (this.#tooMany || this.isAt(revision, names) || this.#revision > revision) return;
    const known = keepFew(this.#picture?.fields ?? new Map<string, number | null>());
    // A field that no dataset had may have come since.
    const unknown = [...new Set([...names, ...known.keys()])].filter((name) => (known.get(name) ?? null) === null);
    const found = unknown.length === 0 ? [] : await listFields(tx, { names: unknown });
    const fields = new Map([...known, ...unknown.map((name): [string, number | null] => [name, found.find((field) => field.name === name)?.id ?? null])]);
    const numbers = [...fields.values()].filter((id) => id !== null);
    if (this.#picture && found.length === 0 && this.#revision === revision) {
      this.#picture = { ...this.#picture, fields };
      return;
    }
    this.#revision = 0;
    if (!this.#picture || found.length > 0) {
      [this.#place, this.#gone] = [NOWHERE, 0];
      this.#picture = { columns: new Columns(numbers), values: new FieldValues(numbers), fields, masks: new Map() };
    }
    this.#picture = { ...this.#picture, fields, masks: new Map() };
    this.#revision = await this.#readOn(tx, this.#picture, numbers);
  }

  /** Reads whatever was entered or taken out since; the revision that this is. */
  async #readOn(tx: Tx, { columns, values }: Picture, fields: number[]): Promise<number> {
    for (;;) {
      const rows = await listNumbers(tx, { after_revision: this.#place.revision, after_doc: this.#place.doc, most: PAGE, fields });
      const base = rows.find(({ field_id: field }) => field === null)?.numbers ?? null;
      const last = base && columns.enter(base);
      if (base && !last) {
        [this.#tooMany, this.#picture] = [true, null];
        return 0;
      }
      for (const { field_id: field, numbers } of rows) if (field !== null && numbers) columns.enterSets(field, numbers);
      if (last) this.#place = last;
      if (last && base && base.length >= PAGE * BASE_BYTES) continue;
      for (const { doc_id: doc, revision } of await listGoneDocs(tx, { after: this.#gone })) {
        columns.forget(doc, revision);
        this.#gone = Math.max(this.#gone, revision);
      }
      await readValues(tx, values, fields);
      return rows[0]?.revision ?? 0;
    }
  }
}

/** Fields that nothing has are forgotten when many were asked for. */
const keepFew = (fields: Picture['fields']): Picture['fields'] => fields.size < MOST_NAMES ? fields : new Map([...fields].filter(([, id]) => id !== null));

async function readValues(tx: Tx, values: FieldValues, fields: number[]): Promise<void> {
  for (const { id, field_id: field, value } of await listNewValues(tx, { fields, after: values.lastValue })) values.addValue(field, id, value);
  const { pairs } = await readSetPairs(tx, { fields, after: values.lastSet });
  if (pairs) values.addSets(pairs);
}
