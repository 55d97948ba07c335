import type { Facts, Sign } from '../schemas.ts';
import { ageOf, counted, DAY_MS, span } from './words.ts';

const MINUTE_MS = 60_000;
const WAITS_MS = 2 * MINUTE_MS;
const WAITS_LONG_MS = 15 * MINUTE_MS;
/** A witness or an authority may be away for so long without a word. */
const AWAY_MS = 30 * MINUTE_MS;
/** What a witness says of a register that is older than what it co-signed, or is of another history. */
const FORKED = ['witness-is-ahead', 'http-422'];

/** What keeps the evidence ledger from being signed, witnessed and stamped. */
export function signsOfLedger({ ledger, asOf }: Facts): Sign[] {
  if (!ledger) return [];
  const now = Date.parse(asOf);
  return [...unsigned(ledger.waitingSince, now), ...witnesses(ledger.failing, now), ...stamps(ledger.stamping, now)];
}

function unsigned(since: string | null, now: number): Sign[] {
  const age = ageOf(since, now);
  if (age < WAITS_MS) return [];
  const so = span(age);
  return [{ code: 'ledger-waits', level: age > WAITS_LONG_MS ? 'act' : 'watch', th: `รายการในบัญชีหลักฐานรอเข้าลำดับมา ${so.th}`, en: `Entries of the ledger have waited ${so.en} for their places`, nextTh: 'ดูว่าตัวทำงานเดินอยู่ และอ่านบันทึกของตัวทำงาน', nextEn: 'See that a worker runs, and read its log.' }];
}

function witnesses(failing: NonNullable<Facts['ledger']>['failing'], now: number): Sign[] {
  const forked = failing.filter(({ error }) => FORKED.includes(error));
  const away = failing.filter(({ error, since }) => !FORKED.includes(error) && ageOf(since, now) > AWAY_MS);
  const signs: Sign[] = [];
  const name = forked[0]?.name ?? '';
  if (forked.length > 0) signs.push({ code: 'ledger-forked', level: 'act', th: `พยาน ${name} เคยลงนามบัญชีหลักฐานที่ยาวกว่าหรือต่างจากที่มีอยู่ เช่น หลังกู้จากชุดสำรอง`, en: `Witness ${name} co-signed a ledger that is longer than this one, or another, as after a restored backup`, nextTh: 'ทำตาม docs/runbooks/ledger.md หัวข้อ “กู้คืนแล้วบัญชีสั้นกว่าที่ลงนาม”', nextEn: 'Follow docs/runbooks/ledger.md, “Restored behind what was signed”.' });
  if (away.length > 0) {
    const worst = Math.max(...away.map(({ since }) => ageOf(since, now)));
    const [many, long] = [counted(away.length, 'ราย', 'witness'), span(worst)];
    signs.push({ code: 'witnesses-failing', level: worst > DAY_MS ? 'act' : 'watch', th: `พยานของบัญชีหลักฐานไม่ลงนาม ${many.th} นานสุด ${long.th}`, en: `${away.length === 1 ? 'A witness does' : `${away.length} witnesses do`} not co-sign the ledger, for ${long.en} at the longest`, nextTh: 'ดูสาเหตุที่หน้าบัญชีหลักฐาน แล้วติดต่อหน่วยงานพยาน', nextEn: 'See why on the page of the ledger, and ask the witness.' });
  }
  return signs;
}

function stamps(stamping: NonNullable<Facts['ledger']>['stamping'], now: number): Sign[] {
  const age = ageOf(stamping?.since ?? null, now);
  if (!stamping || age < AWAY_MS) return [];
  const so = span(age);
  return [{ code: 'stamps-failing', level: age > DAY_MS ? 'act' : 'watch', th: `ขอตราเวลาของบัญชีหลักฐานไม่ได้มา ${so.th} (${stamping.error})`, en: `No time-stamp of the ledger could be had for ${so.en} (${stamping.error})`, nextTh: 'ตรวจ SAPHAN_STAMP_URL และใบรับรองที่เชื่อถือ ตราเวลาจะตามมาเองเมื่อขอได้', nextEn: 'Check SAPHAN_STAMP_URL and the trusted certificates; stamps are made up for later.' }];
}
