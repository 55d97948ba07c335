import { eraOffset, parseIsoDate } from '@saphan/contracts/dates';
import { meetingProblem } from '../errors.ts';
import type { Attendance, Member } from '../schemas.ts';

const beFrom = 2400;
type Place = { pointer: string; th: string; en: string };
const at = (pointer: string, th: string, en: string): { errors: Place[] } => ({ errors: [{ pointer, th, en }] });

/** A day that is sent is ISO and of the common era. @throws `meetings.not-a-date`, `meetings.era-mistaken`. */
export function assertDay(text: string, pointer: string): void {
  const day = parseIsoDate(text);
  if (!day) throw meetingProblem('not-a-date', at(pointer, `"${text}" ไม่ใช่วันที่`, `"${text}" is not a day`));
  if (day.year < beFrom) return;
  const meant = `${day.year - eraOffset}${text.slice(4)}`;
  throw meetingProblem('era-mistaken', at(pointer, `ปี ${day.year} เป็น พ.ศ. หมายถึง ${meant} หรือไม่`, `${day.year} is a year of the Buddhist era: was ${meant} meant?`));
}

/** @throws `meetings.not-a-time`. */
export function assertTime(text: string, pointer: string): void {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(text)) throw meetingProblem('not-a-time', at(pointer, `"${text}" ไม่ใช่เวลา`, `"${text}" is not a time`));
}

/** @throws `meetings.ends-before-start`. */
export function assertOrder(from: string, to: string | null, pointer: string): void {
  if (to !== null && to < from) throw meetingProblem('ends-before-start', at(pointer, `${to} อยู่ก่อน ${from}`, `${to} is before ${from}`));
}

/** Names without what people write differently: spaces and letter case. */
const same = (name: string): string => name.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();

/** @throws `meetings.person-twice` naming the second. */
export function assertOnce(names: readonly { name: string; pointer: string }[]): void {
  const seen = new Set<string>();
  for (const { name, pointer } of names) {
    if (seen.has(same(name))) throw meetingProblem('person-twice', at(pointer, `“${name}” มีอยู่แล้ว`, `“${name}” is there already`));
    seen.add(same(name));
  }
}

/** Everybody stands once among those who came, did not come or were there too, and seats are of the committee. @throws `meetings.person-twice`, `meetings.seat-unknown`. */
export function assertAttendance(said: Attendance, members: readonly Member[]): void {
  const lists = (['present', 'absent', 'others'] as const).flatMap((list) => said[list].map((each, i) => ({ ...each, pointer: `/${list}/${i}` })));
  assertOnce(lists.map(({ name, pointer }) => ({ name, pointer: `${pointer}/name` })));
  const taken = new Set<number>();
  for (const { pointer, ...each } of lists) {
    const seat = 'seat' in each ? each.seat : null;
    if (seat === null) continue;
    if (!members.some((member) => member.seat === seat)) throw meetingProblem('seat-unknown', at(`${pointer}/seat`, `ตำแหน่งที่ ${seat}`, `Seat ${seat}`));
    if (taken.has(seat)) throw meetingProblem('person-twice', at(`${pointer}/seat`, `ตำแหน่งที่ ${seat} มีอยู่แล้ว`, `Seat ${seat} is there already`));
    taken.add(seat);
  }
}
