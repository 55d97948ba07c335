import { fromBase64 } from '../transparency/bytes.ts';
import { parseEntry } from '../transparency/entry.ts';

/** SHA-256 of a signature base and of the signature over it, as hex. */
export interface Digests { readonly base: string; readonly signature: string }

/** What the ledger says of one exchange (docs/specs/SPN-EXCHANGE.md §5). */
export interface ExchangeEntry {
  readonly id: string;
  /** RFC 3339, UTC, milliseconds. */
  readonly at: string;
  readonly assurance: number;
  /** null: the consumer did not sign. */
  readonly request: Digests | null;
  /** null: the provider did not sign. */
  readonly response: Digests | null;
  readonly gateway: Digests;
  readonly status: number;
  /** null: the call was refused before its agreement was found. */
  readonly agreement: { readonly number: string; readonly version: number; readonly termsSha256: string } | null;
  readonly stream: { readonly id: string; readonly number: number } | null;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const DIGESTS = /^sha-256=([0-9a-f]{64}) ([0-9a-f]{64})$/;
const AGREEMENT = /^(SA-\d{4}-\d{4,})\/(\d+) ([0-9a-f]{64})$/;
const STREAM = /^([A-Za-z0-9_-]{16,32}) ([1-9]\d{0,14})$/;

const SHAPES: readonly (readonly [name: string, isFine: (value: string | undefined) => boolean])[] = [
  ['kind', (value) => value === 'exchange.exchange'],
  ['id', (value) => UUID.test(value ?? '')],
  ['at', (value) => INSTANT.test(value ?? '')],
  ['blind', (value) => fromBase64(value ?? '')?.length === 16],
  ['assurance', (value) => /^[0-4]$/.test(value ?? '')],
  ['request', (value) => value === undefined || value === 'none' || DIGESTS.test(value)],
  ['response', (value) => value === undefined || value === 'none' || DIGESTS.test(value)],
  ['gateway', (value) => DIGESTS.test(value ?? '')],
  ['status', (value) => /^[1-5]\d\d$/.test(value ?? '')],
  ['agreement', (value) => value === undefined || value === 'none' || AGREEMENT.test(value)],
  ['stream', (value) => value === undefined || STREAM.test(value)],
];

/** Reads `entry.txt`. @returns the entry, or the name of the line that is missing, doubled or malformed. */
export function readExchangeEntry(text: string): ExchangeEntry | { readonly fault: string } {
  const read = parseEntry(text);
  if (!read) return { fault: 'saphan-entry/v1' };
  const { kind, id, at, blind } = read;
  const facts = new Map<string, string>(Object.entries({ kind, id, at, blind }));
  for (const [name, value] of read.lines) {
    if (facts.has(name)) return { fault: name };
    facts.set(name, value);
  }
  const wrong = SHAPES.find(([name, isFine]) => !isFine(facts.get(name)));
  return wrong ? { fault: wrong[0] } : entryOf(facts);
}

function entryOf(facts: ReadonlyMap<string, string>): ExchangeEntry {
  const digests = (name: string): Digests | null => {
    const found = DIGESTS.exec(facts.get(name) ?? '');
    return found && { base: found[1] as string, signature: found[2] as string };
  };
  const agreement = AGREEMENT.exec(facts.get('agreement') ?? '');
  const stream = STREAM.exec(facts.get('stream') ?? '');
  return {
    id: facts.get('id') as string, at: facts.get('at') as string, assurance: Number(facts.get('assurance')),
    request: digests('request'), response: digests('response'), gateway: digests('gateway') as Digests, status: Number(facts.get('status')),
    agreement: agreement && { number: agreement[1] as string, version: Number(agreement[2]), termsSha256: agreement[3] as string },
    stream: stream && { id: stream[1] as string, number: Number(stream[2]) },
  };
}
