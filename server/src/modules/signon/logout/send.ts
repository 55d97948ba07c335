import { Counter } from 'prom-client';
import { registry } from '#kernel/metrics.ts';
import { findRegisteredClient } from '../clients/registered.sql.gen.ts';
import { toMetadata } from '../provider/client-metadata.ts';
import { tellClient } from '../provider/patch-client.ts';
import { providerOf } from '../provider/swap.ts';
import type { SignonPorts } from '../ports.ts';
import { findDueIn, finishLogoutDelivery, leaseLogoutDeliveries, postponeLogoutDelivery, type LeaseLogoutDeliveriesRow } from './deliveries.sql.gen.ts';

const LEASED_AT_ONCE = 50;
const PARALLEL = 16;
const LAST_TRY_S = 86_400;
/** Waits after the first, second … failure; the last one repeats for a day. */
const WAITS_S = [1, 5, 30, 120, 300];
const told = new Counter({ name: 'saphan_signon_logouts_total', help: 'Logout deliveries, by outcome.', labelNames: ['outcome'] as const, registers: [registry] });

export interface SenderOptions { waitsS?: readonly number[] }
interface Answer { status: number | null; error: string | null }

/** Tells the services of ended sessions for as long as the process lives. At least once: a killed sender's lease runs out and another tells again. */
export async function startLogoutSender(ports: SignonPorts, options: SenderOptions = {}): Promise<{ close(): Promise<void> }> {
  let open = true;
  let wake = () => {};
  let woken = false;
  const listener = ports.db.listen('signon_logout', () => { woken = true; wake(); });
  const loop = (async () => {
    while (open) {
      woken = false;
      const sent = await sendLogouts(ports, options).catch((error: unknown) => { ports.log.warn({ cause: error }, 'logout deliveries wait'); return 0; });
      if (sent === 0 && open && !woken) await nap(await secondsToNext(ports), (resume) => { wake = resume; });
    }
  })();
  return { async close() { open = false; wake(); await loop; await listener.close(); } };
}

const secondsToNext = (ports: SignonPorts): Promise<number> => ports.db.one((tx) => findDueIn(tx, {})).then((row) => Math.min(Math.max(row.seconds, 0.05), 5), () => 2);

const nap = (seconds: number, onWake: (resume: () => void) => void) => new Promise<void>((resolve) => {
  const timer = setTimeout(resolve, seconds * 1000);
  onWake(() => { clearTimeout(timer); resolve(); });
});

/** Leases what is due and sends it, sixteen at a time; returns how many were tried. */
export async function sendLogouts(ports: SignonPorts, { waitsS = WAITS_S }: SenderOptions = {}): Promise<number> {
  const leased = await ports.db.one((tx) => leaseLogoutDeliveries(tx, { limit: LEASED_AT_ONCE }));
  const waiting = [...leased];
  const lane = async () => { for (let next = waiting.shift(); next; next = waiting.shift()) await sendOne(ports, next, waitsS); };
  await Promise.all(Array.from({ length: Math.min(PARALLEL, leased.length) }, lane));
  return leased.length;
}

async function sendOne(ports: SignonPorts, delivery: LeaseLogoutDeliveriesRow, waitsS: readonly number[]): Promise<void> {
  const { status, error } = await tell(ports, delivery);
  // A service that answers 400 heard us and refuses; telling it again says nothing new.
  if (status !== null && (status < 300 || status === 400)) {
    told.inc({ outcome: status === 400 ? 'refused' : 'told' });
    return ports.db.one((tx) => finishLogoutDelivery(tx, { id: delivery.id, status, error }));
  }
  const give_up = delivery.age_s > LAST_TRY_S;
  told.inc({ outcome: give_up ? 'given-up' : 'postponed' });
  if (give_up) ports.log.error({ client: delivery.client_id, delivery: delivery.id }, 'a service could not be told of a logout within a day');
  const seconds = waitsS[Math.min(delivery.attempts, waitsS.length) - 1] ?? 300;
  await ports.db.one((tx) => postponeLogoutDelivery(tx, { id: delivery.id, status, error, seconds, give_up }));
}

/** Signed at the moment of sending: a fresh token each time. A suspended service is told as well. */
async function tell(ports: SignonPorts, delivery: LeaseLogoutDeliveriesRow): Promise<Answer> {
  try {
    const provider = await providerOf(ports).current();
    const row = await ports.db.one((tx) => findRegisteredClient(tx, { id: delivery.client_id }));
    if (!row) return { status: 400, error: 'the client is gone' };
    await provider.Client.find(row.id); // notes which private networks may be reached for it
    const client = new (provider.Client as unknown as new (metadata: object) => Parameters<typeof tellClient>[1])(toMetadata(row));
    const answer = await tellClient(provider, client, delivery.account_id, delivery.sid ?? '') as { status?: number } | undefined;
    return { status: answer?.status ?? 200, error: null };
  } catch (cause) {
    const status = (cause as { response?: { status?: number } }).response?.status ?? null;
    return { status, error: (cause as Error).message.slice(0, 300) };
  }
}
