const LENGTH = 3;

/** Sequences of three characters of a term with `^` before and `$` behind, each with `#` before it: what misspelt and half-written words are found by. */
export function grams(term: string): string[] {
  const framed = `^${term}$`;
  return [...new Set(Array.from({ length: Math.max(0, framed.length - LENGTH + 1) }, (_, i) => `#${framed.slice(i, i + LENGTH)}`))];
}

/**
 * Fewest letters to write anew, leave out, put in or swap (Damerau–Levenshtein, optimal string alignment).
 *
 * @param most gives up beyond this distance and answers `most + 1`.
 */
export function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((last[j] as number) + 1, (row[j - 1] as number) + 1, (last[j - 1] as number) + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, (before[j - 2] as number) + 1);
      row.push(least);
    }
    [before, last] = [last, row];
  }
  return Math.min(last[b.length] as number, most + 1);
}
