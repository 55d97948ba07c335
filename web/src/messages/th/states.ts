import type { DatasetState } from '../../api/types.ts';

/** Words for a dataset's state: whole sentence part, short column head, and what a reader of the matrix hears. */
export const states = {
  long: {
    fresh: 'ใช้ได้ตามสัญญา', stale: 'ข้อมูลเก่ากว่าสัญญา', failing: 'ไม่ผ่านข้อกำหนด', held: 'พักไว้ รอตัดสินใจ', overdue: 'เกินกำหนด ยังไม่เชื่อม', planned: 'ยังไม่ถึงกำหนด',
  } satisfies Record<DatasetState, string> as Record<DatasetState, string>,
  short: {
    fresh: 'ใช้ได้', stale: 'เก่า', failing: 'ไม่ผ่าน', held: 'พักไว้', overdue: 'เกิน', planned: 'รอ',
  } satisfies Record<DatasetState, string> as Record<DatasetState, string>,
  synthetic: 'ข้อมูลสมมติ',
};
