import { formatBytes } from '@saphan/contracts/numbers';
import { connectorOf, openSourceSecret } from '../operations/create-source.ts';
import { insertRaw, type FindRawRow } from '../operations/upload.sql.gen.ts';
import { linkageProblem } from '../errors.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import type { Connector, FetchResult } from '../ports.ts';
import { checkReading } from '../reading/check-reading.ts';
import { planReading, type ReadPlan } from '../reading/plan-reading.ts';
import { markRawPart, noteReach } from '../reading/reading.sql.gen.ts';
import { markAfter, reachOf } from '../reading/what-was-read.ts';
import { noteRaw } from '../runs/run.sql.gen.ts';
import type { RunSession } from '../runs/run-session.ts';
import type { Work } from './work.ts';

/**
 * Brings the raw bytes into the object store, content-addressed; a repeated attempt finds them there.
 *
 * @returns the raw file, or `unchanged` when the source says nothing is new since its last fetch.
 */
export async function extract(session: RunSession, ports: LinkagePorts, work: Work): Promise<FindRawRow | 'unchanged'> {
  session.begin('extract');
  const raw = work.raw ?? await fetchFromSource(session, ports, work);
  if (raw === 'unchanged') {
    session.finish('extract', 'ต้นทางไม่มีอะไรใหม่', 'nothing new at the source');
    return raw;
  }
  session.progress.bytesTotal = raw.bytes;
  const figure = `${formatBytes(raw.bytes)} · sha256 ${raw.sha256.slice(0, 8)}…`;
  session.finish('extract', figure, figure);
  return raw;
}

async function fetchFromSource(session: RunSession, ports: LinkagePorts, work: Work): Promise<FindRawRow | 'unchanged'> {
  const { source, reading } = work;
  if (!source || !reading) throw linkageProblem('source-not-found');
  const connector = connectorOf(ports, source.kind);
  checkReading(reading.reading, work.contract, connector);
  const plan = planReading({ ...reading, hasRelease: work.previous !== null }, work.contract);
  if (plan.why) await session.log('info', plan.why.th, plan.why.en);
  const fetched = await ask(session, ports, { connector, config: source.config, plan });
  if (fetched.kind === 'unchanged') return 'unchanged';
  const after = markAfter(reading, fetched.mark, work.contract);
  if (after.note) await session.log('warn', after.note.th, after.note.en);
  work.reach = reachOf(reading.reading, plan, fetched);
  const raw = await keepFetched(session, ports, work, { ...fetched, mark: after.mark });
  // A part without a byte is a source without news: what is remembered still moves on.
  return raw.bytes === 0 && work.reach.scope === 'part' ? 'unchanged' : raw;
}

function ask(session: RunSession, ports: LinkagePorts, { connector, config, plan }: { connector: Connector<any>; config: unknown; plan: ReadPlan }): Promise<FetchResult> {
  return connector.fetch(config, {
    ...(plan.since ? { since: plan.since } : {}),
    ...(plan.bounds ? { bounds: plan.bounds } : {}),
    store: async (stream) => {
      const { key, sha256, bytes } = await ports.objects.putContentAddressed('raw', stream);
      return { rawKey: key, sha256, bytes };
    },
    openSecret: (sealed) => openSourceSecret(ports, sealed),
    signal: session.signal,
    onBytes: (received, expected) => { session.progress.bytesTotal = expected ?? received; },
  });
}

/** Notes the bytes with what they hold, in one transaction: an attempt that finds them knows whether they are a part. */
function keepFetched(session: RunSession, ports: LinkagePorts, work: Work, fetched: Extract<FetchResult, { kind: 'fetched' }>): Promise<FindRawRow> {
  const { rawKey, sha256, bytes, name, mark } = fetched;
  return ports.db.tx(async (tx) => {
    const { id } = await insertRaw(tx, { sha256, bytes, object_key: rawKey, name });
    if (work.reach.scope === 'part') await markRawPart(tx, { id });
    const noted = await noteRaw(tx, { id: session.run.id, fence: session.currentFence, raw_id: id, mark });
    if (!noted) throw linkageProblem('lost-lease');
    await noteReach(tx, { id: session.run.id, fence: session.currentFence, reach: work.reach });
    return { id, sha256, bytes, object_key: rawKey, name };
  });
}
