import { hash } from 'node:crypto';
import { AT, ENTRY, FACTS, ID, KIND, type RowReader, SUBJECT } from './read-rows.ts';

const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const [HEAD, BEFORE_ID, BEFORE_AT, BEFORE_BLIND, BEFORE_SUBJECT, BEFORE_FACTS] = ['saphan-entry/v1\nkind ', '\nid ', '\nat ', '\nblind ', 'subject ', 'facts '].map(ascii) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array];
const HEX = ascii('0123456789abcdef');
const [DASH, LINE_END, LETTER_Z, ZERO] = [0x2d, 0x0a, 0x5a, 0x30];
const BLIND_BYTES = 24;
const HASH_HEX_BYTES = 64;
/** PostgreSQL counts microseconds from the year 2000. */
const EPOCH_MS = Date.UTC(2000, 0, 1);

export interface LabelFaults { labels: boolean; facts: boolean }

/** Whether the columns of an entry say what its text says. Byte by byte, since it is done for every entry: nothing is made anew for one that is right. */
export class LabelCheck {
  #bytes: Uint8Array = HEAD;
  #at = 0;
  #end = 0;
  #second = -Infinity;
  #secondText: Uint8Array = HEAD;

  /** Reads the lines in the order in which entries are written: kind, id, at, blind, subject, facts. */
  faultsOf(row: RowReader): LabelFaults | null {
    [this.#bytes, this.#at] = [row.bytes, row.from[ENTRY] as number];
    this.#end = this.#at + (row.length[ENTRY] as number);
    const labelled = this.#says(HEAD) && this.#saysField(row, KIND) && this.#says(BEFORE_ID) && this.#saysId(row.from[ID] as number) && this.#says(BEFORE_AT) && this.#saysMoment(row.integer(AT)) && this.#says(BEFORE_BLIND)
      && this.#passBlind() && this.#saysSubject(row);
    if (!labelled) return { labels: true, facts: !factsHold(row) };
    return this.#saysFacts(row) ? null : { labels: false, facts: true };
  }

  #says(text: Uint8Array): boolean {
    for (let i = 0; i < text.length; i += 1) if (this.#bytes[this.#at + i] !== text[i]) return false;
    this.#at += text.length;
    return this.#at <= this.#end;
  }

  #saysByte(byte: number): boolean {
    return this.#bytes[this.#at++] === byte;
  }

  #saysField(row: RowReader, field: number): boolean {
    const [from, length] = [row.from[field] as number, row.length[field] as number];
    for (let i = 0; i < length; i += 1) if (this.#bytes[this.#at + i] !== this.#bytes[from + i]) return false;
    this.#at += length;
    return this.#at <= this.#end;
  }

  #saysId(from: number): boolean {
    for (let i = 0; i < 16; i += 1) {
      if ((i === 4 || i === 6 || i === 8 || i === 10) && !this.#saysByte(DASH)) return false;
      const byte = this.#bytes[from + i] as number;
      if (!this.#saysByte(HEX[byte >> 4] as number) || !this.#saysByte(HEX[byte & 15] as number)) return false;
    }
    return true;
  }

  /** Entries lie nearly in the order of time: the text of a second is made once. */
  #saysMoment(microseconds: number): boolean {
    const second = Math.floor(microseconds / 1_000_000);
    const ms = (microseconds - second * 1_000_000) / 1000;
    if (!Number.isInteger(ms)) return false;
    if (second !== this.#second) [this.#second, this.#secondText] = [second, ascii(new Date(EPOCH_MS + second * 1000).toISOString().slice(0, 20))];
    return this.#says(this.#secondText) && this.#saysByte(ZERO + Math.floor(ms / 100)) && this.#saysByte(ZERO + Math.floor(ms / 10) % 10) && this.#saysByte(ZERO + ms % 10) && this.#saysByte(LETTER_Z);
  }

  #passBlind(): boolean {
    this.#at += BLIND_BYTES;
    return this.#saysByte(LINE_END) && this.#at <= this.#end;
  }

  #saysSubject(row: RowReader): boolean {
    if (row.isNull(SUBJECT)) return !this.#goesOnWith(BEFORE_SUBJECT);
    return this.#says(BEFORE_SUBJECT) && this.#saysField(row, SUBJECT) && this.#saysByte(LINE_END);
  }

  #saysFacts(row: RowReader): boolean {
    if (row.isNull(FACTS)) return !this.#goesOnWith(BEFORE_FACTS);
    if (!this.#says(BEFORE_FACTS) || this.#at + HASH_HEX_BYTES >= this.#end || this.#bytes[this.#at + HASH_HEX_BYTES] !== LINE_END) return false;
    return row.bytes.toString('latin1', this.#at, this.#at + HASH_HEX_BYTES) === factsHash(row);
  }

  #goesOnWith(text: Uint8Array): boolean {
    const at = this.#at;
    const says = this.#says(text);
    this.#at = at;
    return says;
  }
}

const factsHash = (row: RowReader): string => hash('sha256', row.field(FACTS), 'hex');

/** The same where the lines before are not what they should be. */
function factsHold(row: RowReader): boolean {
  const text = row.field(ENTRY);
  return row.isNull(FACTS) ? !text.includes('\nfacts ') : text.includes(`\nfacts ${factsHash(row)}\n`);
}
