import type { Database } from '#kernel/db.ts';
import type { Job } from '#kernel/jobs.ts';
import { guardedFetch } from '#kernel/net/guarded-fetch.ts';
import { Problem } from '#kernel/problem.ts';
import { openSecret } from '#kernel/secrets.ts';
import { listEventsToSend } from '../events/event.sql.gen.ts';
import type { LineagePorts } from '../ports.ts';
import { giveBack, leaseReceiver, noteFailure, noteSent, type LeaseReceiverRow } from './receiver.sql.gen.ts';
import { HEADER_PURPOSE } from './receivers.ts';

const BATCH = 50;
/** Waits after the first, second … failure; the last one repeats until it works or somebody looks. */
const WAITS_S = [5, 30, 120, 600];
const LIMITS = { bytes: 65_536, totalMs: 30_000, idleMs: 20_000, connectMs: 10_000, redirects: 0 };

/** How a receiver took an event: `refused` for good, so that the next one goes on. */
export interface Taken { kind: 'taken' | 'refused' | 'failed'; status: number | null; th: string; en: string }
type Address = Pick<LeaseReceiverRow, 'url' | 'header_name' | 'header_sealed'>;

/** Sends what receivers have not heard, in order for each, at least once: a killed sender's lease runs out and another sends again. */
export const sendEvents = (ports: LineagePorts): Job => ({
  name: 'lineage.send-events', everySeconds: 5, leaseSeconds: 600,
  run: async (db, signal) => { while (!signal.aborted && await sendToOne(db, ports, signal)); },
});

/** Sends a batch to the receiver that has waited longest; false when none waits. */
export async function sendToOne(db: Database, ports: LineagePorts, signal: AbortSignal): Promise<boolean> {
  const receiver = await db.tx((tx) => leaseReceiver(tx, {}));
  if (!receiver) return false;
  const events = await db.read((tx) => listEventsToSend(tx, { after: receiver.place, most_level: receiver.most_level, limit: BATCH }));
  // One after another: the order of events is their meaning.
  for (const { id, body, told } of events) {
    if (signal.aborted) break;
    const taken: Taken | null = told ? await send(ports, receiver, body, signal) : null;
    if (taken?.kind === 'failed') { await putOff(db, ports, receiver, taken); return true; }
    const refused = taken?.kind === 'refused';
    if (refused) ports.log.warn({ receiver: receiver.id, event: id, status: taken.status }, 'a receiver refused an event, the next one goes on');
    await db.tx((tx) => noteSent(tx, { id: receiver.id, place: id, sent: told && !refused ? 1 : 0, refused: refused ? 1 : 0, error: refused ? noted(taken) : null }));
  }
  await db.tx((tx) => giveBack(tx, { id: receiver.id }));
  return true;
}

async function putOff(db: Database, ports: LineagePorts, receiver: LeaseReceiverRow, taken: Taken): Promise<void> {
  const seconds = WAITS_S[Math.min(receiver.failures, WAITS_S.length - 1)] as number;
  ports.log.warn({ receiver: receiver.id, status: taken.status, seconds }, 'events wait for their receiver');
  await db.tx((tx) => noteFailure(tx, { id: receiver.id, error: noted(taken), seconds }));
}

const noted = ({ th, en }: Taken) => ({ th, en, at: new Date().toISOString() });

/** One event by POST, as https://openlineage.io/apidocs/openapi says. 400, 413 and 422 are about the event itself; every other failure is tried again. */
export async function send({ masterKey, rules }: Pick<LineagePorts, 'masterKey' | 'rules'>, to: Address, body: unknown, signal: AbortSignal): Promise<Taken> {
  try {
    const secret: Record<string, string> = to.header_name !== null && to.header_sealed !== null ? { [to.header_name]: openSecret(masterKey, HEADER_PURPOSE, to.header_sealed) } : {};
    const answer = await guardedFetch(to.url, rules, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' }, credentials: secret, signal, limits: LIMITS });
    answer.body.destroy();
    const { status } = answer;
    const words = { status, th: `ตอบกลับ ${status}`, en: `answered ${status}` };
    if (status >= 200 && status < 300) return { kind: 'taken', ...words };
    return { kind: [400, 413, 422].includes(status) ? 'refused' : 'failed', ...words };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { kind: 'failed', status: null, th: [error.entry.th, error.fields.detailTh].filter(Boolean).join(': '), en: [error.entry.en, error.fields.detailEn].filter(Boolean).join(': ') };
  }
}
