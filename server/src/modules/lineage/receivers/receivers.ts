import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import { checkUrl } from '#kernel/net/guarded-fetch.ts';
import type { Actor } from '#kernel/policy.ts';
import { sealSecret } from '#kernel/secrets.ts';
import { problem } from '../errors.ts';
import { findLastPlace } from '../events/event.sql.gen.ts';
import type { LineagePorts } from '../ports.ts';
import type { NewReceiver, Receiver, ReceiverChange } from '../schemas.ts';
import { deleteReceiver, insertReceiver, isAddressTaken, listReceivers, selectAndLockReceiver, updateReceiver, type ListReceiversRow, type SelectAndLockReceiverRow } from './receiver.sql.gen.ts';

/** What binds a sealed header to its use. */
export const HEADER_PURPOSE = 'lineage.receiver-header';

export async function listReceiverViews(tx: Tx): Promise<Receiver[]> {
  return (await listReceivers(tx, { id: null })).map(viewOf);
}

/** @throws `lineage.receiver-not-found`. */
export async function selectReceiverView(tx: Tx, id: number): Promise<Receiver> {
  const [row] = await listReceivers(tx, { id });
  if (!row) throw problem('receiver-not-found', { id });
  return viewOf(row);
}

/**
 * Sets up a receiver: from now on, or from the first event that is kept, it is told of every run.
 * @throws `lineage.receiver-exists`, `lineage.secret-needed`, `kernel.url-refused`.
 */
export async function createLineageReceiver(tx: Tx, { masterKey }: Pick<LineagePorts, 'masterKey'>, actor: Actor, given: NewReceiver): Promise<Receiver> {
  const url = checkUrl(given.url.trim()).href;
  const name = given.headerName ?? null;
  if ((name === null) !== (given.headerValue === undefined)) throw problem('secret-needed');
  const place = given.fromStart ? 0 : (await findLastPlace(tx, {})).place;
  const made = await insertReceiver(tx, {
    name: given.name.trim(), url, header_name: name, header_sealed: given.headerValue === undefined ? null : sealSecret(masterKey, HEADER_PURPOSE, given.headerValue),
    most_level: given.mostLevel ?? 1, place, created_by: actor.name,
  });
  if (!made) throw problem('receiver-exists', { url });
  await audit(tx, actor, 'lineage.receiver-created', `lineage-receiver:${made.id}`, { url });
  return selectReceiverView(tx, made.id);
}

/**
 * Changes a receiver. The secret is kept only while it goes where it went, so that nobody learns it by leading it elsewhere.
 * @throws `lineage.receiver-not-found`, `lineage.receiver-exists`, `lineage.secret-needed`, `kernel.url-refused`.
 */
export async function changeLineageReceiver(tx: Tx, { masterKey }: Pick<LineagePorts, 'masterKey'>, actor: Actor, id: number, given: ReceiverChange): Promise<Receiver> {
  const before = await selectAndLockReceiver(tx, { id });
  if (!before) throw problem('receiver-not-found', { id });
  const url = given.url === undefined ? before.url : checkUrl(given.url.trim()).href;
  if ((await isAddressTaken(tx, { url, id })).taken) throw problem('receiver-exists', { url });
  await updateReceiver(tx, {
    id, name: given.name?.trim() ?? before.name, url, ...headerAfter(masterKey, before, url, given), most_level: given.mostLevel ?? before.most_level, enabled: given.enabled ?? before.enabled,
    changed_by: actor.name,
  });
  await audit(tx, actor, 'lineage.receiver-changed', `lineage-receiver:${id}`, { changed: Object.keys(given) });
  return selectReceiverView(tx, id);
}

function headerAfter(masterKey: Buffer, before: SelectAndLockReceiverRow, url: string, given: ReceiverChange): { header_name: string | null; header_sealed: string | null } {
  const name = given.headerName === undefined ? before.header_name : given.headerName;
  if (name === null) return { header_name: null, header_sealed: null };
  if (given.headerValue !== undefined) return { header_name: name, header_sealed: sealSecret(masterKey, HEADER_PURPOSE, given.headerValue) };
  if (name !== before.header_name || new URL(url).origin !== new URL(before.url).origin) throw problem('secret-needed');
  return { header_name: name, header_sealed: before.header_sealed };
}

/** Nothing more is sent there. @throws `lineage.receiver-not-found`. */
export async function removeLineageReceiver(tx: Tx, actor: Actor, id: number): Promise<void> {
  const gone = await deleteReceiver(tx, { id });
  if (!gone) throw problem('receiver-not-found', { id });
  await audit(tx, actor, 'lineage.receiver-removed', `lineage-receiver:${id}`, { url: gone.url });
}

function viewOf(row: ListReceiversRow): Receiver {
  return {
    id: row.id, name: row.name, url: row.url, headerName: row.header_name, mostLevel: row.most_level, enabled: row.enabled, place: row.place, waiting: row.waiting, sent: row.sent, refused: row.refused,
    failures: row.failures, lastSentAt: row.last_sent_at, lastError: row.last_error, createdAt: row.created_at, createdBy: row.created_by, changedAt: row.changed_at,
  };
}
