import type { Tx } from '#kernel/db.ts';
import { listAudit as selectAudit } from './audit.sql.gen.ts';
import { problem } from './errors.ts';

const PAGE = 100;

export interface AskedAudit { actor?: string; action?: string; subject?: string; from?: string; to?: string; cursor?: number }

/** Who did what to what, newest first. @throws `identity.days-refused` when the last day comes before the first. */
export async function listAudit(tx: Tx, asked: AskedAudit) {
  if (asked.from !== undefined && asked.to !== undefined && asked.to < asked.from) throw problem('days-refused', { errors: [{ pointer: '/querystring/to', th: 'วันสุดท้ายมาก่อนวันแรก', en: 'The last day comes before the first.' }] });
  const { actor = null, action = null, subject = null, from = null, to = null } = asked;
  const rows = await selectAudit(tx, { actor, action, subject, from, to, before: asked.cursor ?? null, limit: PAGE + 1 });
  const items = rows.slice(0, PAGE);
  return { items, nextCursor: rows.length > PAGE ? (items.at(-1)?.id ?? null) : null };
}
