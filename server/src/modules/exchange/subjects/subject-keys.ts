import { createHmac, randomBytes } from 'node:crypto';
import type { Database, Tx } from '#kernel/db.ts';
import { openSecret, sealSecret } from '#kernel/secrets.ts';
import { insertSubjectKey, listSubjectKeys } from './subject-keys.sql.gen.ts';

const PURPOSE = 'exchange/subject-key';
const KEY_BYTES = 32;
const BANGKOK_MS = 7 * 3_600_000;

/** The calendar year of the common era in Bangkok. */
export const yearOf = (ms: number): number => new Date(ms + BANGKOK_MS).getUTCFullYear();

/** What stands for a person in one year's index. */
export const subjectOf = (key: Buffer, citizenId: string): Buffer => createHmac('sha256', key).update(citizenId).digest();

/**
 * Under which keyed hashes uses of somebody's data are found, for each year whose key was not destroyed.
 * @param citizenId 13 digits.
 */
export async function subjectKeysOf(tx: Tx, masterKey: Buffer, citizenId: string): Promise<{ year: number; subject: Buffer }[]> {
  const keys = await listSubjectKeys(tx, {});
  return keys.flatMap(({ year, sealed_key }) => sealed_key === null ? [] : [{ year, subject: subjectOf(open(masterKey, year, sealed_key), citizenId) }]);
}

/** The key of a year, made when there is none; null when it was destroyed. */
export async function openSubjectKey(db: Database, masterKey: Buffer, year: number, now: Date): Promise<Buffer | null> {
  return db.tx(async (tx) => {
    const find = async () => (await listSubjectKeys(tx, {})).find((key) => key.year === year);
    if (!(await find())) await insertSubjectKey(tx, { year, sealed_key: sealSecret(masterKey, purposeOf(year), randomBytes(KEY_BYTES).toString('base64')), at: now.toISOString() });
    const row = await find();
    return row?.sealed_key ? open(masterKey, year, row.sealed_key) : null;
  });
}

const purposeOf = (year: number): string => `${PURPOSE}/${year}`;
const open = (masterKey: Buffer, year: number, sealed: string): Buffer => Buffer.from(openSecret(masterKey, purposeOf(year), sealed), 'base64');
