import { defineProblems } from '../problem.ts';

/** Problems of the object store. */
export const objectsProblem = defineProblems('kernel', {
  'object-missing': { status: 404, th: 'ไม่พบไฟล์ในคลังไฟล์', en: 'The object store has no such object', nextTh: 'ตรวจว่าไฟล์พ้นระยะเก็บรักษาแล้วหรือไม่', nextEn: 'Check whether its retention has ended.', retry: 'data' },
  'object-corrupt': { status: 422, th: 'ไฟล์ที่ได้รับไม่ตรงกับค่าแฮชที่แจ้ง', en: 'The bytes received do not have the stated SHA-256', nextTh: 'ส่งไฟล์ใหม่อีกครั้ง', nextEn: 'Send the file again.', retry: 'transient' },
  'object-key-refused': { status: 422, th: 'ชื่อไฟล์ในคลังไฟล์ไม่ถูกรูปแบบ', en: 'The object key is not well formed', nextTh: 'ใช้อักษร a-z ตัวเลข . _ = - และ / เท่านั้น', nextEn: 'Use letters, digits, . _ = - and / only.', retry: 'config' },
  'object-store-refused': { status: 422, th: 'ไม่รู้จักที่อยู่ของคลังไฟล์', en: 'The address of the object store is not understood', nextTh: 'ใช้ชื่อโฟลเดอร์ หรือ file:// หรือ s3://', nextEn: 'Use a folder, file:// or s3://.', retry: 'config' },
  'object-store-unavailable': { status: 503, th: 'คลังไฟล์ยังไม่ตอบ', en: 'The object store does not answer', nextTh: 'รอสักครู่ ระบบจะลองใหม่เอง', nextEn: 'Wait a moment; it is tried again by itself.', retry: 'transient' },
  'object-store-denied': { status: 502, th: 'คลังไฟล์ไม่อนุญาตให้เข้าถึง', en: 'The object store refuses access', nextTh: 'ตรวจสิทธิของโฟลเดอร์ หรือกุญแจของคลังไฟล์', nextEn: 'Check the rights of the folder or the keys of the store.', retry: 'config' },
  'disk-full': { status: 507, th: 'ดิสก์เต็ม เก็บไฟล์ไม่ได้', en: 'The disk is full', nextTh: 'เพิ่มพื้นที่ดิสก์ แล้วลองใหม่', nextEn: 'Free some space and try again.', retry: 'transient' },
});

/** A failure of the file system as a problem; anything unknown is handed on unchanged. */
export function fileSystemProblem(error: unknown, key: string): unknown {
  const code = (error as NodeJS.ErrnoException)?.code;
  if (code === 'ENOENT' || code === 'EISDIR') return objectsProblem('object-missing', { key }, { cause: error });
  if (code === 'ENOSPC' || code === 'EDQUOT') return objectsProblem('disk-full', { key }, { cause: error });
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return objectsProblem('object-store-denied', { key }, { cause: error });
  return error;
}
