import { defineProblems } from '#kernel/problem.ts';
import type { BucketSum, FetchNote, KeyBuckets, Reach, StoredRaw } from '#modules/linkage/index.ts';

/** Problems of comparing keys by bucket. */
const bucketProblem = defineProblems('connectors', {
  'buckets-refused': { status: 422, th: 'เทียบกุญแจของต้นทางนี้เป็นกลุ่มไม่ได้', en: 'The keys of this source cannot be compared by bucket', nextTh: 'เลือกวิธีหาแถวที่ถูกลบวิธีอื่นในวิธีอ่านต้นทาง', nextEn: 'Choose another way to find deleted rows in how the source is read.', retry: 'config' },
});

/** How one make of database answers. All of it happens in the snapshot in which the rows were read. */
export interface KeyAnswers {
  sums(): Promise<BucketSum[]>;
  /** How many rows have a key, counted apart from the sums. */
  rows(): Promise<number>;
  keys(buckets: readonly number[]): Promise<{ stored: StoredRaw; rows: number | null }>;
}

/**
 * Every key that the source has in the buckets that differ. Nothing is told when its own figures disagree, as they do where a table without snapshots
 * changes meanwhile: a key that was missed would count as gone.
 */
export async function tellPresent(buckets: KeyBuckets, part: StoredRaw, answers: KeyAnswers): Promise<Pick<Reach, 'present' | 'notes'>> {
  const sums = await answers.sums();
  const differing = await buckets.differing(sums, part);
  const wanted = new Set(differing);
  const expected = sums.reduce((sum, { bucket, keys }) => sum + (wanted.has(bucket) ? keys : 0), 0);
  const told = differing.length === 0 ? null : await answers.keys(differing);
  const all = sums.reduce((sum, { keys }) => sum + keys, 0);
  if (all !== await answers.rows() || (told && told.rows !== expected)) return { present: null, notes: [changed] };
  const note: FetchNote = { level: 'info', th: `เทียบกุญแจ ${all} แถว ต่างกัน ${differing.length} จาก ${buckets.count} กลุ่ม`, en: `${all} keys were compared; ${differing.length} of ${buckets.count} buckets differ` };
  return { present: told && { keys: told.stored, buckets: differing, count: buckets.count }, notes: [note] };
}

const changed: FetchNote = { level: 'warn', th: 'ตารางต้นทางเปลี่ยนระหว่างที่เทียบกุญแจ รอบนี้จึงไม่ลบแถวใด', en: 'the table changed while its keys were compared, so no row is taken away by this run' };

/** Refuses a key column whose text the source would not write as the release does. */
export function refuseKey(name: string): never {
  throw bucketProblem('buckets-refused', { column: name, detailTh: `คอลัมน์กุญแจ ${name} ต้องเป็นจำนวนเต็ม ข้อความ หรือวันที่ ตรงกับชนิดในข้อกำหนด`, detailEn: `Key column ${name} must be a whole number, text or a date, as the contract says.` });
}
