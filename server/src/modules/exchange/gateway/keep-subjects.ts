import type { Database } from '#kernel/db.ts';
import type { SubjectUse } from '../evidence/exchange-record.ts';
import type { Register } from '../evidence/register.ts';
import { openSubjectKey, subjectOf, yearOf } from '../subjects/subject-keys.ts';
import type { TrustedAgreement } from '../trust/snapshot.ts';

const DAY_MS = 86_400_000;
const KEY_KNOWN_MS = 60_000;

/**
 * Turns citizen ids into rows of the index; a year whose key was destroyed has no index any more.
 * @param register the key of a year is used on while it is away.
 */
export function openSubjectIndex(db: Database, masterKey: Buffer, register: Pick<Register, 'isAway'>) {
  const keys = new Map<number, { key: Promise<Buffer | null>; untilMs: number }>();
  const keyOf = (year: number, nowMs: number): Promise<Buffer | null> => {
    const known = keys.get(year);
    if (known && (known.untilMs > nowMs || register.isAway)) return known.key;
    const key = openSubjectKey(db, masterKey, year, new Date(nowMs));
    keys.set(year, { key, untilMs: nowMs + KEY_KNOWN_MS });
    key.catch(() => keys.delete(year));
    return key;
  };
  return async (citizenIds: readonly string[], { disclosure, disclosureDays, disclosureReason }: TrustedAgreement, atMs: number): Promise<SubjectUse[]> => {
    const keyYear = yearOf(atMs);
    const key = citizenIds.length === 0 ? null : await keyOf(keyYear, atMs);
    if (key === null) return [];
    const visibleFrom = disclosure === 'now' ? atMs : disclosure === 'delayed' ? atMs + (disclosureDays ?? 0) * DAY_MS : null;
    return citizenIds.map((id) => ({ subject: subjectOf(key, id), keyYear, disclosure, visibleFrom: visibleFrom === null ? null : new Date(visibleFrom).toISOString(), reasonCode: disclosure === 'now' ? null : disclosureReason }));
  };
}

export type SubjectIndex = ReturnType<typeof openSubjectIndex>;
