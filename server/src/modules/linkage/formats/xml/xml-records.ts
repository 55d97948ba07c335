import type { XmlReading } from './read-xml.ts';

/** One element of the record path. `members` is null when the record was longer than allowed. */
export interface XmlRecord { ordinal: number; byteOffset: number; byteLength: number; members: Map<string, string | null> | null }

/**
 * Gathers the records of an XML file. Members are named by their path below the record: `name`, `@id`, `address/tambon`, `.` for text of
 * the record itself. An empty element is absent; a path that comes several times in one record becomes a JSON list of its texts.
 */
export class XmlRecords implements XmlReading {
  readonly found: XmlRecord[] = [];
  readonly #path: readonly string[];
  readonly #maxBytes: number;
  #ordinal = 0;
  #depth = 0;
  /** How many elements of the record path the open elements match. */
  #matched = 0;
  #record: { start: number; members: Map<string, string | null | string[]>; levels: Level[]; tooLong: boolean } | null = null;

  constructor(recordPath: string, maxBytes: number) {
    this.#path = recordPath.split('/').slice(1);
    this.#maxBytes = maxBytes;
  }

  open(name: string, attributes: [string, string][], byte: number): void {
    this.#depth += 1;
    if (this.#record) this.#openInside(name, attributes, byte);
    else if (this.#matched === this.#depth - 1 && this.#path[this.#matched] === name) {
      this.#matched += 1;
      if (this.#matched === this.#path.length) this.#begin(attributes, byte);
    }
  }

  text(text: string): void {
    const level = this.#record?.levels.at(-1);
    if (level && !this.#record?.tooLong) level.text += text;
  }

  close(_name: string, byteAfter: number): void {
    if (this.#record) this.#closeInside(byteAfter);
    if (this.#matched === this.#depth) this.#matched -= 1;
    this.#depth -= 1;
  }

  #begin(attributes: [string, string][], byte: number): void {
    this.#record = { start: byte, members: new Map(), levels: [{ path: '', text: '', hasChildren: false }], tooLong: false };
    this.#addAttributes('', attributes);
  }

  #openInside(name: string, attributes: [string, string][], byte: number): void {
    const record = this.#record!;
    record.tooLong ||= byte - record.start > this.#maxBytes;
    const parent = record.levels.at(-1)!;
    parent.hasChildren = true;
    const path = parent.path === '' ? name : `${parent.path}/${name}`;
    record.levels.push({ path, text: '', hasChildren: false });
    if (!record.tooLong) this.#addAttributes(path, attributes);
  }

  #closeInside(byteAfter: number): void {
    const record = this.#record!;
    const { path, text, hasChildren } = record.levels.pop()!;
    record.tooLong ||= byteAfter - record.start > this.#maxBytes;
    const isBlank = text === '' || ((hasChildren || path === '') && text.trim() === '');
    if (!record.tooLong && !(isBlank && (hasChildren || path === ''))) this.#add(path === '' ? '.' : path, isBlank ? null : text);
    if (record.levels.length > 0) return;
    this.#ordinal += 1;
    this.found.push({ ordinal: this.#ordinal, byteOffset: record.start, byteLength: byteAfter - record.start, members: record.tooLong ? null : asTexts(record.members) });
    this.#record = null;
  }

  #addAttributes(path: string, attributes: [string, string][]): void {
    for (const [name, value] of attributes) if (name !== 'nil') this.#add(path === '' ? `@${name}` : `${path}/@${name}`, value);
  }

  #add(path: string, value: string | null): void {
    const { members } = this.#record!;
    const before = members.get(path);
    if (before === undefined) members.set(path, value);
    else if (Array.isArray(before)) before.push(value ?? '');
    else members.set(path, [before ?? '', value ?? '']);
  }
}

interface Level { path: string; text: string; hasChildren: boolean }

function asTexts(members: Map<string, string | null | string[]>): Map<string, string | null> {
  return new Map([...members].map(([path, value]) => [path, Array.isArray(value) ? JSON.stringify(value) : value]));
}
