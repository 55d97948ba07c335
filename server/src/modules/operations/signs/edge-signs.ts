import type { Facts, Sign } from '../schemas.ts';
import { ageOf, counted, span } from './words.ts';

const MINUTE_MS = 60_000;
/** An edge asks at least every 25 seconds. */
const SILENT_MS = 5 * MINUTE_MS;
const LONG_SILENT_MS = 15 * MINUTE_MS;
/** Beyond this an edge signs nothing. */
const MOST_OFFSET_S = 5;

/** What edges of agencies show: whose services nobody reaches now, and whose clock is off. */
export function signsOfEdges({ edges, asOf }: Facts): Sign[] {
  const now = Date.parse(asOf);
  const silent = edges.filter(({ lastSeenAt }) => ageOf(lastSeenAt, now) > SILENT_MS);
  const off = edges.filter((each) => !silent.includes(each) && Math.abs(each.clockOffsetSeconds) > MOST_OFFSET_S);
  return [...signsOfSilent(silent, now), ...signsOfClocks(off)];
}

function signsOfSilent(silent: Facts['edges'], now: number): Sign[] {
  if (silent.length === 0) return [];
  const [count, longest] = [counted(silent.length, 'ระบบ', 'system'), span(Math.max(...silent.map(({ lastSeenAt }) => ageOf(lastSeenAt, now))))];
  const names = silent.slice(0, 3).map(({ system }) => system).join(', ');
  return [{
    code: 'edge-silent', level: silent.some((each) => each.services > 0 && ageOf(each.lastSeenAt, now) > LONG_SILENT_MS) ? 'act' : 'watch',
    th: `ปลายทางของหน่วยงาน ${count.th} ขาดการติดต่อ นานที่สุด ${longest.th}: ${names}`, en: `The edges of ${count.en} are not heard of, the longest for ${longest.en}: ${names}`,
    nextTh: 'ให้หน่วยงานดูว่า saphan edge ทำงานและออกเครือข่ายได้ บริการที่ปลายทางนั้นตอบใช้ไม่ได้จนกว่าจะกลับมา', nextEn: 'Ask the agency whether saphan edge runs and reaches the hub; the services that it answers are away until then.',
  }];
}

function signsOfClocks(off: Facts['edges']): Sign[] {
  if (off.length === 0) return [];
  const count = counted(off.length, 'ระบบ', 'system');
  const names = off.slice(0, 3).map(({ system, clockOffsetSeconds }) => `${system} ${clockOffsetSeconds > 0 ? '+' : ''}${clockOffsetSeconds} s`).join(', ');
  return [{
    code: 'edge-clock', level: 'watch', th: `นาฬิกาของปลายทาง ${count.th} ต่างจากศูนย์เกิน ${MOST_OFFSET_S} วินาที จึงไม่ลงลายมือชื่อ: ${names}`, en: `The clock of the edges of ${count.en} is more than ${MOST_OFFSET_S} s off, so they sign nothing: ${names}`,
    nextTh: 'ให้หน่วยงานตั้งนาฬิกาด้วย NTP', nextEn: 'Ask the agency to set the clock by NTP.',
  }];
}
