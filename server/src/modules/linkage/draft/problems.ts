import { defineProblems } from '#kernel/problem.ts';

/** Problems of proposing a contract from a file. */
export const draftProblem = defineProblems('linkage', {
  'no-content': { status: 422, th: 'ไฟล์มีแต่ช่องว่างหรือบรรทัดเปล่า ไม่มีข้อมูลให้ร่างข้อกำหนด', en: 'The file holds nothing but blanks', nextTh: 'ตรวจการส่งออกจากระบบต้นทาง แล้วส่งใหม่', nextEn: 'Check the export of the source system and send again.' },
  'too-many-columns': { status: 422, th: 'ไฟล์มีคอลัมน์มากกว่า 5,000 คอลัมน์', en: 'The file has more than 5,000 columns', nextTh: 'ตรวจตัวคั่นและเครื่องหมายขึ้นบรรทัด หรือแบ่งไฟล์ตามกลุ่มคอลัมน์', nextEn: 'Check the delimiter and the line ends, or split the file by groups of columns.' },
});
