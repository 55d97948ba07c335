import type { Tx } from '#kernel/db.ts';
import { linkageProblem } from '../errors.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import { connectorOf, openSourceSecret, type SourceConfig } from '../operations/source-config.ts';
import type { Connector } from '../ports.ts';
import { findConfirmed, findOtherTaker, noteTaker } from './changes.sql.gen.ts';
import type { Reading } from './reading.ts';

const CONFIRM_MS = 30_000;

/**
 * Notes from which place at the source changes are taken, now that its settings or its reading are these.
 *
 * @throws `linkage.reading-refused` when the settings name no place, or another source takes changes from it.
 */
export async function claimPlace(tx: Tx, source: { id: number; connector: Connector<any>; config: SourceConfig; reading: Reading }): Promise<void> {
  const { id, connector, config, reading } = source;
  const takesFrom = reading.mode === 'changes' ? connector.changes?.place(config) ?? null : null;
  if (reading.mode === 'changes' && takesFrom === null) throw refused('ใส่ publication และ slot ในค่าตั้งของต้นทางก่อน', 'give the publication and the slot in the settings of the source first');
  const other = takesFrom === null ? null : await findOtherTaker(tx, { takes_from: takesFrom, id });
  if (other) throw refused(`ต้นทางหมายเลข ${other.id} ใช้ slot นี้อยู่ ต้นทางละหนึ่ง slot`, `source ${other.id} uses this slot; each source needs its own`);
  await noteTaker(tx, { id, takes_from: takesFrom });
}

const refused = (th: string, en: string) => linkageProblem('reading-refused', { errors: [{ pointer: '/reading/mode', th, en }] });

/**
 * Lets a source forget what is published. When it cannot be reached that is no failure: the next run does it before it reads.
 */
export async function confirmPublished(ports: LinkagePorts, sourceId: number | null): Promise<void> {
  const source = sourceId === null ? null : await ports.db.read((tx) => findConfirmed(tx, { id: sourceId }));
  if (!source) return;
  const ctx = { openSecret: (sealed: string) => openSourceSecret(ports, sealed), signal: AbortSignal.timeout(CONFIRM_MS) };
  await connectorOf(ports, source.kind).changes?.confirm(source.config, source.mark, ctx)
    .catch((error: unknown) => { ports.log.warn({ source: sourceId, error: String(error) }, 'a source was not told what is published; the next run tells it'); });
}
