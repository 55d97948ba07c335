import { EXACT_TITLE, SHARE_OF_BEST } from '../compose-search.ts';
import type { SearchPlan } from '../plan-search.ts';
import type { Columns } from './columns.ts';
import type { Posting } from './postings.ts';

/** Datasets that match, with how well; scores stand at the number of the dataset. */
export interface Matched {
  /** In the order of their numbers when nothing was ranked. */
  docs: Int32Array;
  scores: Float64Array | null;
}

/** High and low half of the key of what was typed, as title_th_key and title_en_key have it. */
export type TitleKey = readonly [number, number];

let scores = new Float64Array(0);
/** Room for the datasets of one search, so that none of that size is thrown away at each. */
let room: [Int32Array, Int32Array] = [new Int32Array(0), new Int32Array(0)];
/** How many of the wanted words a dataset has, counted on from where the search before ended, so that nothing needs to be cleared. */
let stamps = new Float64Array(0);
let used = 0;

/** All datasets under the mask. Valid until the next call, as is what {@link byWords} finds. */
export function everything(mask: Uint8Array): Matched {
  const docs = roomFor(mask.length)[0];
  let n = 0;
  for (let doc = 0; doc < mask.length; doc += 1) if (mask[doc] === 1) docs[n++] = doc;
  return { docs: docs.subarray(0, n), scores: null };
}

function roomFor(size: number): [Int32Array, Int32Array] {
  if (room[0].length < size) room = [new Int32Array(size), new Int32Array(size)];
  return room;
}

/** Datasets under the mask that have the words of a plan, as `composeSearch` finds them. */
export function byWords(plan: SearchPlan, postings: ReadonlyMap<number, Posting>, mask: Uint8Array, columns: Columns, title: TitleKey | null): Matched {
  if (stamps.length < mask.length) [scores, stamps, used] = [new Float64Array(mask.length), new Float64Array(mask.length), 0];
  const base = used;
  used += plan.must.length + 1;
  const docs = plan.mode === 'all' ? withAll(plan, postings, mask, base) : withSome(plan, postings, mask, base + 1);
  for (let i = 0; i < docs.length; i += 1) {
    const doc = docs[i] as number;
    scores[doc] = (scores[doc] as number) * (columns.priors[doc] as number) + (title && hasTitle(columns, doc, title) ? EXACT_TITLE : 0);
  }
  return { docs: plan.mode === 'all' ? docs : aboveShare(docs), scores };
}

function withAll({ must, may }: SearchPlan, postings: ReadonlyMap<number, Posting>, mask: Uint8Array, base: number): Int32Array {
  const lists = must.map(({ ids, weight }) => ({ posting: postings.get(ids[0] as number), weight }));
  const rooms = roomFor(mask.length);
  let last = rooms[0].subarray(0, 0);
  for (const [i, { posting, weight }] of lists.entries()) {
    if (!posting) return rooms[0].subarray(0, 0);
    const { docs, impacts } = posting;
    const kept = rooms[i % 2] as Int32Array;
    let n = 0;
    for (let at = 0; at < docs.length; at += 1) {
      const doc = docs[at] as number;
      if (i === 0 ? mask[doc] !== 1 : stamps[doc] !== base + i) continue;
      stamps[doc] = base + i + 1;
      scores[doc] = (i === 0 ? 0 : scores[doc] as number) + (impacts[at] as number) * weight;
      kept[n++] = doc;
    }
    last = kept.subarray(0, n);
  }
  for (const { ids, weight } of may) {
    const posting = postings.get(ids[0] as number);
    if (posting) for (let at = 0; at < posting.docs.length; at += 1) {
      const doc = posting.docs[at] as number;
      if (stamps[doc] === base + must.length) scores[doc] = (scores[doc] as number) + (posting.impacts[at] as number) * weight;
    }
  }
  return last;
}

function withSome({ must }: SearchPlan, postings: ReadonlyMap<number, Posting>, mask: Uint8Array, stamp: number): Int32Array {
  const found = roomFor(mask.length)[0];
  let n = 0;
  for (const { ids, weight } of must) for (const id of ids) {
    const posting = postings.get(id);
    if (posting) for (let at = 0; at < posting.docs.length; at += 1) {
      const doc = posting.docs[at] as number;
      if (mask[doc] !== 1) continue;
      if (stamps[doc] !== stamp) {
        stamps[doc] = stamp;
        scores[doc] = 0;
        found[n++] = doc;
      }
      scores[doc] = (scores[doc] as number) + (posting.impacts[at] as number) * weight;
    }
  }
  return found.subarray(0, n);
}

function aboveShare(docs: Int32Array): Int32Array {
  let best = 0;
  for (const doc of docs) if ((scores[doc] as number) < EXACT_TITLE) best = Math.max(best, scores[doc] as number);
  return docs.filter((doc) => (scores[doc] as number) >= SHARE_OF_BEST * best);
}

function hasTitle({ titleKeys: keys }: Columns, doc: number, [high, low]: TitleKey): boolean {
  return (keys[doc * 4] === high && keys[doc * 4 + 1] === low) || (keys[doc * 4 + 2] === high && keys[doc * 4 + 3] === low);
}
