import { hash } from 'node:crypto';
import { appendLeaf, emptyRange, leafHash, rootOf } from '@saphan/contracts/transparency/tree';

const sha256 = (data: Uint8Array): Uint8Array => hash('sha256', data, 'buffer');

interface Stream { first: number; last: number; count: number }
interface Pair { consumer: string; provider: string; day: string }
interface Exchanged { id: string; refused: boolean; stream: string | null; seq: number | null }

/**
 * Gathers what two systems exchanged on a day, in the order of ids, into the text that both countersign:
 * counts, the RFC 6962 root over the ids (ASCII, one a leaf), of the direct exchanges handed in that day how many, how many by one side only and the root over their ids,
 * and of each stream of a client its first and last sequence number and how many came.
 */
export class StatementText {
  readonly #pair: Pair;
  readonly #range = emptyRange();
  readonly #directRange = emptyRange();
  readonly #streams = new Map<string, Stream>();
  exchanges = 0;
  refused = 0;
  direct = 0;
  unmatched = 0;

  constructor(pair: Pair) { this.#pair = pair; }

  add({ id, refused, stream, seq }: Exchanged): void {
    this.exchanges += 1;
    if (refused) this.refused += 1;
    appendLeaf(sha256, this.#range, leafHash(sha256, Buffer.from(id)));
    if (stream === null || seq === null) return;
    const known = this.#streams.get(stream);
    if (known) Object.assign(known, { first: Math.min(known.first, seq), last: Math.max(known.last, seq), count: known.count + 1 });
    else this.#streams.set(stream, { first: seq, last: seq, count: 1 });
  }

  addDirect({ id, matched }: { id: string; matched: boolean }): void {
    this.direct += 1;
    if (!matched) this.unmatched += 1;
    appendLeaf(sha256, this.#directRange, leafHash(sha256, Buffer.from(id)));
  }

  /** Sequence numbers between the first and the last of each stream that never came. */
  get missing(): number {
    return [...this.#streams.values()].reduce((sum, { first, last, count }) => sum + Math.max(0, last - first + 1 - count), 0);
  }

  get text(): string {
    const { consumer, provider, day } = this.#pair;
    const hexOf = (range: ReturnType<typeof emptyRange>) => Buffer.from(rootOf(sha256, range.hashes)).toString('hex');
    const direct = this.direct === 0 ? [] : [`direct ${this.direct} ${this.unmatched} ${hexOf(this.#directRange)}`];
    const streams = [...this.#streams].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, { first, last, count }]) => `stream ${name} ${first} ${last} ${count}`);
    return ['saphan-statement/v1', `consumer ${consumer}`, `provider ${provider}`, `day ${day}`, `exchanges ${this.exchanges}`, `refused ${this.refused}`, `root ${hexOf(this.#range)}`, ...direct, ...streams].join('\n');
  }
}
