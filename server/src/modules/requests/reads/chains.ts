/** One agency waits for another: how many requests, and for how many days the longest. */
export interface WaitEdge { readonly from: string; readonly to: string; readonly requests: number; readonly longestDays: number }

/** A chain of waiting: each waits for the next. `round`: the last waits for one that stands before it. */
export interface WaitChain { readonly links: readonly WaitEdge[]; readonly days: number; readonly round: boolean }

const DEEPEST = 8;
/** More chains than anybody reads; among many agencies that all wait for each other there are millions. */
const MOST_LOOKED = 5_000;

/**
 * Chains of two links and more that cannot be made longer at either end, longest wait first.
 *
 * @returns also whether some were left out.
 */
export function chainsOf(edges: readonly WaitEdge[]): { chains: WaitChain[]; more: boolean } {
  const leaving = Map.groupBy(edges, ({ from }) => from);
  const waitedFor = new Set(edges.map(({ to }) => to));
  // A round has no first one: there every agency begins a chain, and the same round is told once.
  const heads = edges.filter(({ from }) => !waitedFor.has(from));
  const found: WaitChain[] = [];
  const walk = (links: WaitEdge[]): void => {
    if (found.length >= MOST_LOOKED) return;
    const last = links.at(-1) as WaitEdge;
    const before = links.findIndex(({ from }) => from === last.to);
    const next = before >= 0 || links.length >= DEEPEST ? [] : leaving.get(last.to) ?? [];
    if (next.length === 0) {
      if (links.length > 1) found.push({ links, days: links.reduce((sum, { longestDays }) => sum + longestDays, 0), round: before >= 0 });
      return;
    }
    for (const each of next) walk([...links, each]);
  };
  for (const head of heads) walk([head]);
  const covered = new Set(found.flatMap(({ links }) => links.map(keyOf)));
  for (const edge of edges) if (!covered.has(keyOf(edge))) { const had = found.length; walk([edge]); for (const { links } of found.slice(had)) links.forEach((link) => covered.add(keyOf(link))); }
  return { chains: found.toSorted((a, b) => b.days - a.days || b.links.length - a.links.length), more: found.length >= MOST_LOOKED };
}

const keyOf = ({ from, to }: WaitEdge): string => `${from} ${to}`;
