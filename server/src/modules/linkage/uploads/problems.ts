import { defineProblems } from '#kernel/problem.ts';

/** Problems of an upload in parts. */
export const uploadProblem = defineProblems('linkage', {
  'upload-offset': { status: 409, th: 'ส่วนนี้ไม่ต่อจากที่ได้รับไว้', en: 'This part does not continue where the upload stands', nextTh: 'ถามตำแหน่งล่าสุด แล้วส่งต่อจากตรงนั้น', nextEn: 'Ask how far the upload is and send on from there.', retry: 'transient' },
  'upload-too-long': { status: 413, th: 'ส่งมาเกินขนาดที่แจ้งไว้', en: 'More was sent than the size announced', nextTh: 'เริ่มอัปโหลดใหม่ด้วยขนาดที่ถูกต้อง', nextEn: 'Start the upload again with the right size.', retry: 'data' },
  'upload-incomplete': { status: 409, th: 'ยังส่งไฟล์ไม่ครบ', en: 'The upload is not complete yet', nextTh: 'ส่งส่วนที่เหลือต่อจากตำแหน่งล่าสุด', nextEn: 'Send the rest from where it stands.', retry: 'transient' },
  'upload-busy': { status: 409, th: 'กำลังรับส่วนอื่นของไฟล์นี้อยู่', en: 'Another part of this upload is being received', nextTh: 'รอให้ส่วนก่อนหน้าจบ แล้วถามตำแหน่งล่าสุด', nextEn: 'Wait for the other part to end, then ask how far the upload is.', retry: 'transient' },
  'upload-lost': { status: 404, th: 'ไม่พบไฟล์ของการอัปโหลดนี้บนเครื่อง', en: 'The bytes of this upload are not on this machine', nextTh: 'เริ่มอัปโหลดใหม่', nextEn: 'Start the upload again.', retry: 'data' },
});
