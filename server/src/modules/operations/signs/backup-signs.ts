import type { Facts, Sign } from '../schemas.ts';
import { ageOf, counted, DAY_MS, HOUR_MS, span } from './words.ts';

/** Days of grace in which a new house may be without a backup. */
const NEW_HOUSE_MS = 2 * DAY_MS;
const BACKUP_OLD_MS = 26 * HOUR_MS;
const BACKUP_STALE_MS = 3 * DAY_MS;
const DRILL_OLD_MS = 100 * DAY_MS;
const backUpNow = { nextTh: 'ใช้ saphan backup และตั้งให้ทำทุกคืน', nextEn: 'Use saphan backup, and have it run every night.' };
const drillNow = { nextTh: 'ใช้ saphan restore --drill', nextEn: 'Use saphan restore --drill.' };

/** What the last backup and the last restore drill show. */
export function signsOfBackups({ backups: { backup, drill }, asOf, since }: Facts): Sign[] {
  const now = Date.parse(asOf);
  const signs: Sign[] = [];
  if (!backup) signs.push({ code: 'backup-none', level: ageOf(since, now) > NEW_HOUSE_MS ? 'act' : 'watch', th: 'ยังไม่เคยสำรองข้อมูล', en: 'There is no backup yet', ...backUpNow });
  else {
    const age = ageOf(backup.at, now);
    const since = span(age);
    if (age > BACKUP_OLD_MS) signs.push({ code: 'backup-old', level: age > BACKUP_STALE_MS ? 'act' : 'watch', th: `สำรองครั้งล่าสุดเมื่อ ${since.th} ก่อน`, en: `The last backup was made ${since.en} ago`, ...backUpNow });
    if (backup.missing > 0) signs.push({ code: 'backup-lacks-files', level: 'act', th: `คลังไฟล์ขาด ${counted(backup.missing, 'ไฟล์', 'file').th} ที่ทะเบียนอ้างถึง`, en: `The lake lacks ${counted(backup.missing, 'ไฟล์', 'file').en} that the register names`, nextTh: 'ดูรายชื่อใน saphan backup --json และกู้จากชุดสำรองก่อนหน้า', nextEn: 'See their names in saphan backup --json and bring them back from an earlier backup.' });
  }
  if (!drill) signs.push({ code: 'drill-none', level: 'watch', th: 'ยังไม่เคยซ้อมกู้คืน', en: 'No restore drill yet', ...drillNow });
  else if (drill.mismatches > 0) signs.push({ code: 'drill-failed', level: 'act', th: `การซ้อมกู้คืนครั้งล่าสุดได้กลับมาไม่ครบ ${counted(drill.mismatches, 'รุ่น', 'release').th}`, en: `The last restore drill did not bring back ${counted(drill.mismatches, 'รุ่น', 'release').en}`, nextTh: 'อ่านรายงานการซ้อมในโฟลเดอร์ drills อย่าเพิ่งไว้ใจชุดสำรองนี้', nextEn: 'Read the report in the folder drills; do not trust this backup yet.' });
  else if (ageOf(drill.at, now) > DRILL_OLD_MS) signs.push({ code: 'drill-old', level: 'watch', th: `ซ้อมกู้คืนครั้งล่าสุดเมื่อ ${span(ageOf(drill.at, now)).th} ก่อน`, en: `The last restore drill was ${span(ageOf(drill.at, now)).en} ago`, ...drillNow });
  return signs;
}
