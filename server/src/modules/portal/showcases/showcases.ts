import type { Static } from 'typebox';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { problem } from '../errors.ts';
import { holdKey } from '../keys.sql.gen.ts';
import { plainText } from '../writing.ts';
import { decideShowcase as decideRow, insertShowcase, insertUses, listShowcases as listRows } from './showcase.sql.gen.ts';
import type { showcaseListSchema, SubmittedShowcase } from './schemas.ts';

export async function listShowcases(tx: Tx, ask: { state?: string | undefined; dataset?: string | undefined }): Promise<Static<typeof showcaseListSchema>> {
  const rows = await listRows(tx, { state: ask.state ?? null, dataset_slug: ask.dataset ?? null });
  return { items: rows.map((row) => ({
    id: row.id, title: row.title, summary: row.summary, address: row.address, maker: row.maker, state: row.state as 'approved', reason: row.reason, submittedAt: row.submitted_at, datasets: row.datasets,
  })) };
}

/** Something made with the data, told by whoever made it; shown when the secretariat approved it. */
export async function submitShowcase(tx: Tx, who: Principal, given: SubmittedShowcase): Promise<{ id: string; state: 'submitted' }> {
  const id = crypto.randomUUID();
  const address = new URL(given.address);
  await holdKey(tx, { id });
  await insertShowcase(tx, { id, title: plainText(given.title).replaceAll('\n', ' '), summary: plainText(given.summary), address: address.href, maker: plainText(given.maker), submitted_by: who.accountId });
  await insertUses(tx, { showcase_id: id, slugs: given.datasets });
  await audit(tx, who, 'portal.showcase-submitted', `showcase:${id}`);
  return { id, state: 'submitted' };
}

/** @throws `portal.showcase-not-found`, `portal.reason-missing`. */
export async function decideShowcase(tx: Tx, who: Principal, id: string, decision: { state: 'approved' | 'declined'; reason?: string | undefined }): Promise<void> {
  const reason = plainText(decision.reason ?? '');
  if (decision.state === 'declined' && reason === '') throw problem('reason-missing');
  if (!await decideRow(tx, { id, state: decision.state, reason: reason || null })) throw problem('showcase-not-found', { id });
  await audit(tx, who, 'portal.showcase-decided', `showcase:${id}`, { state: decision.state });
}
