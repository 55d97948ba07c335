import { AndFilter, EqualityFilter, OrFilter, type Client } from 'ldapts';

/** Groups within groups are followed so far, and no further. */
export const DEEPEST = 5;

const equal = (attribute: string, value: string) => new EqualityFilter({ attribute, value });
const isGroup = new OrFilter({ filters: ['group', 'groupOfNames', 'groupOfUniqueNames'].map((name) => equal('objectClass', name)) });

/** A DN as it is compared: case and blanks after commas do not count. */
export const foldDn = (dn: string): string => dn.toLowerCase().replace(/\s*,\s*/g, ',').trim();

/**
 * Whether somebody belongs to a group, directly or by groups in it, at most five deep. Asked from the person upwards, so that a group
 * with more members than a directory gives in one answer is no difficulty; circles end.
 *
 * @param known groups that were asked before, by DN, for a whole run through a directory.
 */
export async function belongsTo(client: Client, baseDn: string, dn: string, group: string, known: Map<string, Promise<string[]>> = new Map()): Promise<boolean> {
  const wanted = foldDn(group);
  const seen = new Set<string>();
  let level = [dn];
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth++) {
    const parents = (await Promise.all(level.map((each) => groupsOf(client, baseDn, each, known)))).flat();
    if (parents.some((each) => foldDn(each) === wanted)) return true;
    level = parents.filter((each) => !seen.has(foldDn(each)));
    for (const each of level) seen.add(foldDn(each));
  }
  return false;
}

/** DNs of the groups that name somebody as member; compared by the directory, so no text is put together. */
function groupsOf(client: Client, baseDn: string, dn: string, known: Map<string, Promise<string[]>>): Promise<string[]> {
  const key = foldDn(dn);
  const before = known.get(key);
  if (before) return before;
  const filter = new AndFilter({ filters: [isGroup, new OrFilter({ filters: [equal('member', dn), equal('uniqueMember', dn)] })] });
  const asked = client.search(baseDn, { scope: 'sub', filter, attributes: ['objectClass'] }).then(({ searchEntries }) => searchEntries.map((each) => each.dn));
  known.set(key, asked);
  return asked;
}
