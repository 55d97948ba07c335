import { citizenIdDigits, isCitizenId } from '@saphan/contracts/thai-id';
import { audit } from '#kernel/audit.ts';
import type { Database, Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { openSecret, sealSecret } from '#kernel/secrets.ts';
import { compareNumber } from '#modules/identity/index.ts';
import { trackerProblem } from '../errors.ts';
import type { SubjectKey, TrackerPorts } from '../ports.ts';
import { countMisses, deleteOpening, findOpening, forgiveMiss, insertMiss, keepOpening } from './opening.sql.gen.ts';

const MINUTES = 30;
const MOST_MISSES = 5;
const purposeOf = (sessionId: string) => `tracker.opening/${sessionId}`;

export interface Opening { keys: SubjectKey[]; until: string }

/** The 13 digits of a citizen id. @throws `tracker.number-refused`; the number is in no message. */
export function digitsOf(number: string): string {
  const digits = citizenIdDigits(number);
  if (digits === null || !isCitizenId(digits)) throw trackerProblem('number-refused', { errors: [{ pointer: '/body/number', th: 'ต้องมี 13 หลักและหลักสุดท้ายถูกต้อง', en: '13 digits with a right check digit are needed.' }] });
  return digits;
}

/**
 * Opens the uses of one's own data for this session: the number that was typed is compared with the keyed reference of the person, and then forgotten.
 * What is kept for half an hour are the references of exchanges, sealed and bound to the session.
 *
 * @throws `tracker.number-refused`, `tracker.number-unknown`, `tracker.number-other`, `tracker.too-many-misses`, `tracker.session-needed`.
 */
export async function openOwnUses(db: Database, ports: TrackerPorts, who: Principal, number: string): Promise<{ until: string }> {
  const { session, account, person } = whoLooks(who);
  const digits = digitsOf(number);
  // Counted before it is compared, so that nothing that breaks off is free.
  await db.tx((tx) => countTry(tx, account));
  return db.tx(async (tx) => {
    const found = await compareNumber(tx, ports, person, digits);
    if (found === 'none') throw trackerProblem('number-unknown');
    if (found === 'other') throw trackerProblem('number-other');
    await forgiveMiss(tx, { account_id: account });
    const keys = await ports.subjectKeysOf(tx, digits);
    await keepOpening(tx, { session_id: session, account_id: account, sealed: sealSecret(ports.masterKey, purposeOf(session), JSON.stringify(keys.map(({ year, subject }) => [year, subject.toString('base64')]))), minutes: MINUTES });
    await audit(tx, who, 'tracker.uses-opened', `account:${account}`);
    return { until: (await findOpening(tx, { session_id: session, account_id: account }))?.expires_at as string };
  });
}

/** What this session opened; null when it did not, or half an hour is over. */
export async function findOwnOpening(tx: Tx, { masterKey }: Pick<TrackerPorts, 'masterKey'>, who: Principal): Promise<Opening | null> {
  const { session, account } = whoLooks(who);
  const row = await findOpening(tx, { session_id: session, account_id: account });
  if (!row) return null;
  const pairs = JSON.parse(openSecret(masterKey, purposeOf(session), row.sealed)) as [number, string][];
  return { keys: pairs.map(([year, subject]) => ({ year, subject: Buffer.from(subject, 'base64') })), until: row.expires_at };
}

/** The person is done looking. */
export async function closeOwnUses(tx: Tx, who: Principal): Promise<void> {
  await deleteOpening(tx, { session_id: whoLooks(who).session });
}

async function countTry(tx: Tx, account: string): Promise<void> {
  if ((await countMisses(tx, { account_id: account })).count >= MOST_MISSES) throw trackerProblem('too-many-misses', { retryAfter: 3_600 });
  await insertMiss(tx, { account_id: account });
}

function whoLooks({ sessionId: session, accountId: account, personId: person }: Principal): { session: string; account: string; person: string } {
  if (session === null || account === null || person === null) throw trackerProblem('session-needed');
  return { session, account, person };
}
