import { readXml } from './read-xml.ts';

export interface RecordPath { path: string; count: number }

const lookedAt = { elements: 200_000, paths: 2_000 };

/**
 * Which elements of an XML file may be its records, likeliest first: those that come more than once and hold fields, the outermost
 * before what lies within, the most frequent before the rare. Looks at the beginning only.
 *
 * @throws `linkage.xml-broken`.
 */
export async function findRecordPaths(path: string): Promise<RecordPath[]> {
  const seen = new Map<string, Seen>();
  const open: Seen[] = [];
  let elements = 0;
  const progress = readXml(path, {
    open(name, attributes) {
      elements += 1;
      const parent = open.at(-1);
      if (parent) parent.hasFields = true;
      const at = `${parent?.path ?? ''}/${name}`;
      const found = seen.get(at) ?? { path: at, depth: open.length + 1, count: 0, hasFields: false };
      if (seen.size < lookedAt.paths) seen.set(at, found);
      found.count += 1;
      found.hasFields ||= attributes.length > 0;
      open.push(found);
    },
    close() { open.pop(); },
    text() { /* only the tags matter */ },
  });
  try {
    while (elements < lookedAt.elements && !(await progress.next()).done);
  } finally {
    await progress.return(undefined);
  }
  return rank([...seen.values()]).slice(0, 20).map(({ path: found, count }) => ({ path: found, count }));
}

interface Seen { path: string; depth: number; count: number; hasFields: boolean }

/** A document of one record is that record: the element below the root, or the root itself. */
function rank(seen: Seen[]): Seen[] {
  const likely = (one: Seen): number => (one.count > 1 ? 0 : 2) + (one.hasFields ? 0 : 1) + (one.count === 1 && one.depth === 1 ? 0.5 : 0);
  return [...seen].sort((a, b) => likely(a) - likely(b) || a.depth - b.depth || b.count - a.count);
}
