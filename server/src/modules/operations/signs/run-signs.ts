import type { Facts, Sign } from '../schemas.ts';
import { ageOf, counted, HOUR_MS, DAY_MS, span } from './words.ts';

const QUEUE_OLD_MS = HOUR_MS / 2;
const QUEUE_STUCK_MS = 4 * HOUR_MS;
const HELD_OLD_MS = DAY_MS;
const PAUSE_LONG_MS = DAY_MS;
/** So many failures in a row are no passing trouble. */
export const FAILS_FOR_GOOD = 3;

/** What the queue and the sources show. */
export function signsOfRuns(facts: Facts): Sign[] {
  return [...signsOfPause(facts), ...signsOfQueue(facts), ...signsOfHeld(facts), ...signsOfSources(facts)];
}

function signsOfPause({ runs: { paused }, asOf }: Facts): Sign[] {
  if (!paused) return [];
  const age = ageOf(paused.at, Date.parse(asOf));
  const since = span(age);
  return [{
    code: 'paused', level: age > PAUSE_LONG_MS ? 'act' : 'watch',
    th: `รอบทั้งระบบหยุดมา ${since.th} โดย ${paused.by}: “${paused.reason}”`, en: `All runs have been paused for ${since.en} by ${paused.by}: “${paused.reason}”`,
    nextTh: 'ให้เดินต่อเมื่อเหตุหมดไป งานที่ถึงกำหนดยังเข้าคิวรออยู่', nextEn: 'Resume when the reason is gone; what falls due meanwhile waits in the queue.',
  }];
}

function signsOfQueue({ runs: { paused, waiting }, asOf }: Facts): Sign[] {
  const oldest = waiting.map(({ oldestAt }) => oldestAt).sort()[0] ?? null;
  const age = ageOf(oldest, Date.parse(asOf));
  if (paused || age < QUEUE_OLD_MS) return [];
  const [count, waited] = [counted(waiting.reduce((sum, each) => sum + each.count, 0), 'รอบ', 'run'), span(age)];
  return [{
    code: 'queue-old', level: age > QUEUE_STUCK_MS ? 'act' : 'watch', th: `${count.th} รอตัวทำงาน รอบแรกรอมาแล้ว ${waited.th}`, en: `${count.en} waiting for a worker; the first has waited ${waited.en}`,
    nextTh: 'ดูว่าตัวทำงานทำอะไรอยู่ ถ้าทำงานเต็มทุกตัวให้เพิ่มตัวทำงาน', nextEn: 'See what the workers are at; if all are busy, add another worker.',
  }];
}

function signsOfHeld({ runs: { held }, asOf }: Facts): Sign[] {
  const age = ageOf(held.oldestAt, Date.parse(asOf));
  if (held.count === 0 || age < HELD_OLD_MS) return [];
  const [count, waited] = [counted(held.count, 'รอบ', 'run'), span(age)];
  return [{
    code: 'held-old', level: 'watch', th: `${count.th} พักไว้รอการตัดสินใจ นานที่สุด ${waited.th}`, en: `${count.en} held for a decision, the longest for ${waited.en}`,
    nextTh: 'ให้ส่วนกลางตัดสินที่หน้ารอบ รุ่นเดิมยังใช้อยู่จนกว่าจะตัดสิน', nextEn: 'Ask the secretariat to decide on the page of the run; until then the former release stays.',
  }];
}

function signsOfSources({ sources: { failing, suspended, items } }: Facts): Sign[] {
  const signs: Sign[] = [];
  if (suspended > 0) {
    const count = counted(suspended, 'แหล่ง', 'source');
    signs.push({
      code: 'sources-suspended', level: 'act', th: `${count.th} ปฏิเสธการเข้าระบบสองครั้ง ระบบจึงหยุดถามเพื่อไม่ให้บัญชีของหน่วยงานถูกล็อก`, en: `${count.en} refused the sign-in twice, so the house stopped asking lest the agency’s account be locked`,
      nextTh: 'ขอรหัสผ่านหรือกุญแจใหม่จากหน่วยงาน แก้ที่หน้าต้นทาง แล้วให้ตารางเดินต่อ', nextEn: 'Get the new password or key from the agency, change the source, and let its schedule go on.',
    });
  }
  const others = failing - suspended;
  if (others > 0) {
    const [count, lasting] = [counted(others, 'แหล่ง', 'source'), items.some((each) => each.suspendedAt === null && each.times >= FAILS_FOR_GOOD)];
    signs.push({
      code: 'sources-failing', level: lasting ? 'act' : 'watch', th: `รอบล่าสุดของต้นทาง ${count.th} ไม่สำเร็จ${lasting ? ` บางแหล่งติดกันตั้งแต่ ${FAILS_FOR_GOOD} ครั้ง` : ''}`, en: `The last run of ${count.en} failed${lasting ? `, of some ${FAILS_FOR_GOOD} times in a row or more` : ''}`,
      nextTh: 'อ่านสาเหตุและวิธีแก้ในตารางต้นทางที่มีปัญหา', nextEn: 'Read cause and remedy in the table of failing sources.',
    });
  }
  return signs;
}
