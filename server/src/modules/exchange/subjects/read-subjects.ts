import { hash } from 'node:crypto';
import { parseSubjectCommitment } from '@saphan/contracts/http-signatures/exchange-headers';
import { singleField, type Fields } from '@saphan/contracts/http-signatures/message';
import { isCitizenId } from '@saphan/contracts/thai-id';
import { exchangeProblem } from '../errors.ts';

const MOST = 1000;

/**
 * The citizen ids that a request names at the places of a service. They live as long as the call and are never kept.
 *
 * @param selectors `header:<name>` or `json:<JSON pointer>`; the value may be a list.
 * @throws `exchange.subject-missing` when no place names anybody, or a value is no citizen id.
 */
export function readSubjects(selectors: readonly string[], fields: Fields, body: () => unknown): string[] {
  const found = selectors.flatMap((selector) => {
    const value = selector.startsWith('header:') ? singleField(fields, selector.slice('header:'.length).toLowerCase()) : at(body(), selector.slice('json:'.length));
    if (value === undefined || value === null) return [];
    return (Array.isArray(value) ? value : [value]).map((each) => checked(each, selector));
  });
  if (found.length === 0) throw missing(selectors.join(', '), 'ไม่พบเลขประจำตัวประชาชน', 'no citizen id was found');
  if (found.length > MOST) throw missing(selectors.join(', '), `ระบุบุคคลได้ไม่เกิน ${MOST} คนต่อครั้ง`, `at most ${MOST} persons in one call`);
  return [...new Set(found)];
}

/**
 * Whether a request commits to the person it names: SHA-256 over its nonce and the id.
 * @throws `exchange.subject-missing`.
 */
export function assertCommitted(fields: Fields, nonce: string, citizenIds: readonly string[]): void {
  const said = singleField(fields, 'exchange-subject');
  if (said === undefined) throw missing('exchange-subject', 'ไม่มีหัวข้อ exchange-subject', 'the header exchange-subject is missing');
  if (hash('sha256', `${nonce}:${citizenIds.join(',')}`, 'base64') !== parseSubjectCommitment(said)) throw missing('exchange-subject', 'exchange-subject ไม่ตรงกับบุคคลในคำขอ', 'exchange-subject is of another person');
}

function checked(value: unknown, selector: string): string {
  const text = typeof value === 'string' ? value : '';
  if (!/^[0-9]{13}$/.test(text) || !isCitizenId(text)) throw missing(selector, 'ค่าที่ระบุไม่ใช่เลขประจำตัวประชาชน 13 หลัก', 'the value is no citizen id of 13 digits');
  return text;
}

/** RFC 6901. */
function at(document: unknown, pointer: string): unknown {
  let value = document;
  for (const part of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[part.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  return value;
}

const missing = (place: string, th: string, en: string) => exchangeProblem('subject-missing', { detailTh: `${th} (${place})`, detailEn: `${en} (${place})`, errors: [{ pointer: place, th, en }] });
