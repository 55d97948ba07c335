import { formatBytes } from '@saphan/contracts/numbers';
import { connectorOf, openSourceSecret } from '../operations/create-source.ts';
import { insertRaw, type FindRawRow } from '../operations/upload.sql.gen.ts';
import { linkageProblem } from '../errors.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import { noteRaw } from '../runs/run.sql.gen.ts';
import type { RunSession } from '../runs/run-session.ts';
import type { Work } from './work.ts';

const megabytes = formatBytes;

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
  session.finish('extract', `${megabytes(raw.bytes)} · sha256 ${raw.sha256.slice(0, 8)}…`, `${megabytes(raw.bytes)} · sha256 ${raw.sha256.slice(0, 8)}…`);
  return raw;
}

async function fetchFromSource(session: RunSession, ports: LinkagePorts, work: Work): Promise<FindRawRow | 'unchanged'> {
  const source = work.source;
  if (!source) throw linkageProblem('source-not-found');
  const fetched = await connectorOf(ports, source.kind).fetch(source.config, {
    // A first release needs the bytes even when the source has not changed.
    ...(work.previous && source.mark ? { since: source.mark } : {}),
    store: async (stream) => {
      const { key, sha256, bytes } = await ports.objects.putContentAddressed('raw', stream);
      return { rawKey: key, sha256, bytes };
    },
    openSecret: (sealed) => openSourceSecret(ports, sealed),
    signal: session.signal,
    onBytes: (received, expected) => { session.progress.bytesTotal = expected ?? received; },
  });
  if (fetched.kind === 'unchanged') return 'unchanged';
  const { rawKey, sha256, bytes, name, mark } = fetched;
  return ports.db.tx(async (tx) => {
    const { id } = await insertRaw(tx, { sha256, bytes, object_key: rawKey, name });
    const noted = await noteRaw(tx, { id: session.run.id, fence: session.currentFence, raw_id: id, mark });
    if (!noted) throw linkageProblem('lost-lease');
    return { id, sha256, bytes, object_key: rawKey, name };
  });
}
