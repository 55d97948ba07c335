import type { Database } from '#kernel/db.ts';
import type { Job } from '#kernel/jobs.ts';
import { Problem } from '#kernel/problem.ts';
import { problem } from '../errors.ts';
import { selectDirectory } from '../find-upstream.ts';
import type { LdapUpstream } from '../settings.ts';
import { listUpstreams } from '../upstream.sql.gen.ts';
import { listGone, noteLook } from './directory.sql.gen.ts';
import { keepDirectoryAccount, shutOut } from './keep-account.ts';
import { readerPasswordOf, type DirectoryPorts } from './sign-in.ts';

/** So many may always go at once; above it, no more than half of the accounts: a wrong base or filter looks like everybody leaving. */
const FEW = 5;

/** Looks through every directory a quarter-hourly: who left there can reach nothing here. */
export const lookIntoDirectories = (ports: DirectoryPorts): Job => ({
  name: 'identity.look-into-directories', everySeconds: 900, leaseSeconds: 900,
  async run(db, signal) {
    const rows = await db.tx((tx) => listUpstreams(tx, {}));
    for (const { id } of rows.filter(({ kind, enabled }) => kind === 'ldap' && enabled)) {
      if (signal.aborted) return;
      const error = await lookThrough(db, ports, id, signal).then(() => null, (failure: unknown) => failure instanceof Problem ? failure.code : 'kernel.failed');
      if (error !== null) ports.log.warn({ upstream: id, error }, 'a directory could not be looked through');
      await db.tx((tx) => noteLook(tx, { id, error }));
    }
  },
});

/**
 * Brings the accounts of one directory up to date. Nobody is shut out unless the look came to its end.
 *
 * @throws `identity.directory-shrank` when too many are gone at once; what the directory's connector throws.
 */
export async function lookThrough(db: Database, ports: DirectoryPorts, id: string, signal: AbortSignal): Promise<void> {
  const upstream = await db.tx((tx) => selectDirectory(tx, id));
  if (!ports.directory) throw problem('upstream-unknown');
  const seen: string[] = [];
  for await (const page of ports.directory.list(upstream.settings, readerPasswordOf(ports, upstream))) {
    if (signal.aborted) return;
    // One by one: each may open, rename or suspend an account with its audit rows.
    await db.tx(async (tx) => { for (const entry of page) await keepDirectoryAccount(tx, upstream, entry); });
    seen.push(...page.map(({ externalId }) => externalId));
  }
  await shutOutGone(db, upstream, seen);
}

async function shutOutGone(db: Database, upstream: LdapUpstream, seen: string[]): Promise<void> {
  await db.tx(async (tx) => {
    const gone = await listGone(tx, { upstream_id: upstream.id, seen });
    const [first] = gone;
    if (first && first.gone > Math.max(FEW, first.open / 2)) throw problem('directory-shrank', { gone: first.gone, open: first.open });
    for (const { id } of gone) await shutOut(tx, upstream, { id, state: 'active' });
  });
}
