import { statfsSync } from 'node:fs';
import { Refusal } from '../edge-problem.ts';

/** Less than this free, and nothing is asked or answered: a receipt that cannot be written must not be promised. */
export const LEAST_FREE_BYTES = 16 * 1024 * 1024;

/** What is left on the disk of a folder. */
export function freeBytesOf(dir: string): number {
  const { bavail, bsize } = statfsSync(dir);
  return bavail * bsize;
}

export const noRoom = () => new Refusal(503, 'receipts-full', 'ดิสก์ของปลายทางเต็ม เก็บหลักฐานไม่ได้ จึงไม่เรียกและไม่ตอบ: เพิ่มเนื้อที่ของ stateDir', 'The disk of this edge is full and no receipt can be kept, so nothing is asked or answered: make room for stateDir');

/** An error of a disk that takes nothing more, in words; others stay as they are. */
export const roomProblem = (error: unknown): unknown => (['ENOSPC', 'EDQUOT', 'EROFS'].includes((error as { code?: string } | null)?.code ?? '') ? noRoom() : error);

/** @throws {Refusal} `receipts-full`. */
export function orNoRoom<T>(write: () => T): T {
  try {
    return write();
  } catch (error) {
    throw roomProblem(error);
  }
}
