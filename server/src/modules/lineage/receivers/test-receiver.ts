import type { Tx } from '#kernel/db.ts';
import { problem } from '../errors.ts';
import { namingOf } from '../events/names.ts';
import type { LineagePorts } from '../ports.ts';
import { selectAndLockReceiver, type SelectAndLockReceiverRow } from './receiver.sql.gen.ts';
import { send } from './send-events.ts';

/** A receiver's address and a job event to try it with: a job that touches no data and is named as a trial. @throws `lineage.receiver-not-found`. */
export async function prepareTrial(tx: Tx, ports: LineagePorts, id: number): Promise<{ to: SelectAndLockReceiverRow; event: object }> {
  const to = await selectAndLockReceiver(tx, { id });
  if (!to) throw problem('receiver-not-found', { id });
  const naming = namingOf(ports, await ports.instanceId(tx));
  return { to, event: { eventTime: new Date().toISOString(), producer: naming.producer, schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/JobEvent', job: { namespace: naming.namespace, name: 'saphan.connection-test' }, inputs: [], outputs: [] } };
}

/** Sends the trial and says how it was taken. */
export async function testLineageReceiver(ports: LineagePorts, { to, event }: Awaited<ReturnType<typeof prepareTrial>>) {
  const { kind, status, th, en } = await send(ports, to, event, AbortSignal.timeout(30_000));
  return { ok: kind === 'taken', status, th, en };
}
