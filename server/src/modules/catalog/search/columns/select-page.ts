/**
 * The datasets at places `offset` to `offset + limit` of an order, sorted; the others are only parted from them, so that a page far behind costs no sorting of everything.
 *
 * @param docs is put in another order.
 * @param compare 0 for a dataset and itself, and for no two others.
 */
export function selectPage(docs: Int32Array, compare: (a: number, b: number) => number, offset: number, limit: number): Int32Array {
  const end = Math.min(docs.length, offset + limit);
  if (offset >= end) return new Int32Array(0);
  part(docs, compare, offset);
  const behind = docs.subarray(offset);
  if (end < docs.length) part(behind, compare, end - offset - 1);
  return docs.slice(offset, end).sort(compare);
}

/** Puts the one that belongs at `place` there, lesser ones before it, greater ones behind (Hoare's selection). */
function part(docs: Int32Array, compare: (a: number, b: number) => number, place: number): void {
  let [low, high] = [0, docs.length - 1];
  while (low < high) {
    const pivot = middleOf(docs, compare, low, high);
    let [i, j] = [low, high];
    while (i <= j) {
      while (i < high && compare(docs[i] as number, pivot) < 0) i += 1;
      while (j > low && compare(docs[j] as number, pivot) > 0) j -= 1;
      if (i > j) break;
      const held = docs[i] as number;
      docs[i] = docs[j] as number;
      docs[j] = held;
      i += 1;
      j -= 1;
    }
    if (place <= j) high = j;
    else if (place >= i) low = i;
    else return;
  }
}

/** Of first, middle and last, so that what is sorted already is not the slowest. */
function middleOf(docs: Int32Array, compare: (a: number, b: number) => number, low: number, high: number): number {
  const [a, b, c] = [docs[low] as number, docs[(low + high) >> 1] as number, docs[high] as number];
  return compare(a, b) < 0 ? (compare(b, c) < 0 ? b : compare(a, c) < 0 ? c : a) : compare(a, c) < 0 ? a : compare(b, c) < 0 ? c : b;
}
