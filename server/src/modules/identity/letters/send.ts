import { createHash } from 'node:crypto';
import { Counter } from 'prom-client';
import type { Database } from '#kernel/db.ts';
import type { Job } from '#kernel/jobs.ts';
import { registry } from '#kernel/metrics.ts';
import type { IdentityPorts } from '../ports.ts';
import { composeLetter, type About } from './compose.ts';
import { endLetter, endWaitingLetters, forgetLetters, leaseLetters, postponeLetter, type LeaseLettersRow } from './letter.sql.gen.ts';
import type { Mailer } from './port.ts';

const AT_ONCE = 20;
/** Waits after the first, second … failure; the last one repeats. */
const WAITS_S = [60, 300, 1_800, 7_200];
/** A reminder that comes later than this says nothing any more. */
const STALE_MS = 3 * 86_400_000;
/** An address that cannot carry a second one, a name or a header into the letter. */
const ADDRESS = /^[^\s@<>(),;:"[\]\\]{1,64}@[A-Za-z0-9.-]{1,255}$/;

type Ports = Pick<IdentityPorts, 'publicUrl' | 'log'> & { mailer?: Mailer | undefined };
const letters = new Counter({ name: 'saphan_identity_letters_total', help: 'Letters to people, by outcome.', labelNames: ['outcome'] as const, registers: [registry] });

/** Sends what is due, or ends what waits where no mail server is set; forgets old ones. */
export const sendLettersJob = (ports: Ports): Job => ({
  name: 'identity.send-letters', everySeconds: 30, leaseSeconds: 600,
  async run(db, signal) {
    const { mailer } = ports;
    if (!mailer) await db.tx((tx) => endWaitingLetters(tx, {}));
    else while (!signal.aborted && await sendLetters(db, { ...ports, mailer }) === AT_ONCE);
    await db.tx((tx) => forgetLetters(tx, {}));
  },
});

/** Leases what is due and sends it, one by one; returns how many were tried. A killed sender's letters go out again, under the same id. */
export async function sendLetters(db: Database, ports: Ports & { mailer: Mailer }): Promise<number> {
  const leased = await db.tx((tx) => leaseLetters(tx, { limit: AT_ONCE }));
  for (const letter of leased) await sendOne(db, ports, letter);
  return leased.length;
}

async function sendOne(db: Database, { mailer, publicUrl, log }: Ports & { mailer: Mailer }, row: LeaseLettersRow): Promise<void> {
  const end = (outcome: string, error: string | null = null) => { letters.inc({ outcome }); return db.tx((tx) => endLetter(tx, { id: row.id, outcome, error })); };
  if (row.state !== 'active' || row.email === null || !ADDRESS.test(row.email)) return end('no-address');
  const { subject, text } = composeLetter({ kind: row.kind, about: row.about as About, createdAt: row.created_at, displayName: row.display_name }, publicUrl);
  const secretive = (error: string) => error.replaceAll(row.email as string, '…').slice(0, 300);
  try {
    const { refused } = await mailer.send({ id: mailId(publicUrl, row.id), to: row.email, subject, text });
    await end(refused === null ? 'sent' : 'refused', refused && secretive(refused));
  } catch (cause) {
    const error = secretive(String((cause as Error).message));
    log.warn({ letter: row.id, error }, 'a letter could not be sent');
    if (Date.now() - Date.parse(row.created_at) > STALE_MS) return end('given-up', error);
    letters.inc({ outcome: 'postponed' });
    await db.tx((tx) => postponeLetter(tx, { id: row.id, seconds: WAITS_S[Math.min(row.attempts, WAITS_S.length) - 1] ?? 60, error }));
  }
}

/** Tells nobody how many letters this house has written. */
const mailId = (publicUrl: string, id: number): string => `${createHash('sha256').update(`${publicUrl}\0letter\0${id}`).digest('hex').slice(0, 32)}@${new URL(publicUrl).hostname}`;
