import { SignatureFault } from './fault.ts';

export type ParameterValue = string | number | true;

/** One thing that a signature covers: `"@method";req` has the name `@method` and the text as written. */
export interface Component { name: string; parameters: ReadonlyMap<string, ParameterValue>; text: string }

/** One member of Signature-Input; `text` is what the last line of the base repeats. */
export interface SignatureInput { label: string; components: readonly Component[]; parameters: ReadonlyMap<string, ParameterValue>; text: string }

const KEY = /[a-z*][a-z0-9_.*-]*/y;
const STRING = /"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"/y;
const INTEGER = /-?[0-9]{1,15}(?![0-9.])/y;
const BYTES = /:([A-Za-z0-9+/]*={0,2}):/y;
const MEMBER_END = /[ \t]*,[ \t]*/y;
const NO_PARAMETERS: ReadonlyMap<string, ParameterValue> = new Map();
const LONGEST = 8192;
const MOST_COMPONENTS = 64;

/** Where the reader stands in a header's value. */
class Reader {
  readonly text: string;
  at = 0;
  constructor(text: string) {
    if (text.length > LONGEST) throw new SignatureFault('malformed', 'too long');
    this.text = text;
  }

  get done(): boolean { return this.at >= this.text.length; }

  take(letter: string): boolean {
    if (this.text[this.at] !== letter) return false;
    this.at += 1;
    return true;
  }

  need(letter: string): void {
    if (!this.take(letter)) throw new SignatureFault('malformed', `at ${this.at}`);
  }

  match(form: RegExp): RegExpExecArray | null {
    form.lastIndex = this.at;
    const found = form.exec(this.text);
    if (found) this.at = form.lastIndex;
    return found;
  }

  needMatch(form: RegExp): RegExpExecArray {
    const found = this.match(form);
    if (!found) throw new SignatureFault('malformed', `at ${this.at}`);
    return found;
  }
}

/**
 * Reads Signature-Input (RFC 9421 §4.1). Only the canonical spelling of structured fields is read, so that the text as sent is the text that was signed.
 * @throws {SignatureFault} `malformed`, `label-twice`, `component-twice`.
 */
export function parseSignatureInput(value: string): Map<string, SignatureInput> {
  return readMembers(value, (reader, label) => {
    const from = reader.at;
    const components = readComponents(reader);
    const parameters = readParameters(reader);
    return { label, components, parameters, text: reader.text.slice(from, reader.at) };
  });
}

/**
 * Reads Signature (RFC 9421 §4.2): label to base64.
 * @throws {SignatureFault} `malformed`, `label-twice`.
 */
export function parseSignature(value: string): Map<string, string> {
  return readMembers(value, (reader) => {
    const base64 = reader.needMatch(BYTES)[1] as string;
    if (!isCanonicalBase64(base64)) throw new SignatureFault('malformed', 'base64');
    return base64;
  });
}

/** Whether bytes have no second spelling: full groups, and no bits beyond the last byte. */
export function isCanonicalBase64(text: string): boolean {
  if (text.length % 4 !== 0) return false;
  if (text.endsWith('==')) return 'AQgw'.includes(text[text.length - 3] as string);
  return !text.endsWith('=') || 'AEIMQUYcgkosw048'.includes(text[text.length - 2] as string);
}

/** `"signature";req;key="sig1"` as a component, for those who sign. */
export function component(text: string): Component {
  const reader = new Reader(text);
  const read = readComponent(reader);
  if (!reader.done) throw new SignatureFault('malformed', text);
  return read;
}

function readMembers<T>(value: string, readValue: (reader: Reader, label: string) => T): Map<string, T> {
  const reader = new Reader(value);
  const members = new Map<string, T>();
  for (;;) {
    const label = reader.needMatch(KEY)[0];
    reader.need('=');
    if (members.has(label)) throw new SignatureFault('label-twice', label);
    members.set(label, readValue(reader, label));
    if (reader.done) return members;
    reader.needMatch(MEMBER_END);
  }
}

/** Lists of components by their text: what is covered is nearly always the same. What a list reads as depends on no letter after it. */
const knownLists = new Map<string, readonly Component[]>();
const MOST_LISTS = 256;

function readComponents(reader: Reader): readonly Component[] {
  const from = reader.at;
  const likely = reader.text.slice(from, reader.text.indexOf(')', from) + 1);
  const known = knownLists.get(likely);
  if (known !== undefined) {
    reader.at += likely.length;
    return known;
  }
  const read = readList(reader);
  if (reader.at - from === likely.length) {
    if (knownLists.size >= MOST_LISTS) knownLists.delete(knownLists.keys().next().value as string);
    knownLists.set(likely, read);
  }
  return read;
}

function readList(reader: Reader): Component[] {
  reader.need('(');
  const components: Component[] = [];
  const seen = new Set<string>();
  while (!reader.take(')')) {
    if (components.length > 0) reader.need(' ');
    const read = readComponent(reader);
    const identity = identityOf(read);
    if (seen.has(identity)) throw new SignatureFault('component-twice', read.text);
    if (components.length === MOST_COMPONENTS) throw new SignatureFault('malformed', 'components');
    seen.add(identity);
    components.push(read);
  }
  return components;
}

function readComponent(reader: Reader): Component {
  const from = reader.at;
  const name = reader.needMatch(STRING)[1] as string;
  if (name === '' || name !== name.toLowerCase() || name.includes('\\')) throw new SignatureFault('component-unknown', name);
  const parameters = readParameters(reader);
  return { name, parameters, text: reader.text.slice(from, reader.at) };
}

/** The order of parameters makes no other component (RFC 9421 §2). */
const identityOf = ({ name, parameters, text }: Component): string => parameters.size < 2 ? text : `${name};${[...parameters].map(([key, value]) => `${key}=${String(value)}`).sort().join(';')}`;

function readParameters(reader: Reader): ReadonlyMap<string, ParameterValue> {
  if (reader.text[reader.at] !== ';') return NO_PARAMETERS;
  const parameters = new Map<string, ParameterValue>();
  while (reader.take(';')) {
    const key = reader.needMatch(KEY)[0];
    if (parameters.has(key)) throw new SignatureFault('malformed', `;${key}`);
    parameters.set(key, reader.take('=') ? readBare(reader) : true);
  }
  return parameters;
}

function readBare(reader: Reader): string | number {
  const string = reader.match(STRING);
  if (string) return (string[1] as string).replace(/\\(["\\])/g, '$1');
  const integer = reader.needMatch(INTEGER)[0];
  if (String(Number(integer)) !== integer) throw new SignatureFault('malformed', integer);
  return Number(integer);
}
