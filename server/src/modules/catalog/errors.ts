import { defineProblems } from '#kernel/problem.ts';

export const problem = defineProblems('catalog', {
  'dataset-not-found': { status: 404, th: 'ไม่พบชุดข้อมูลนี้', en: 'There is no such dataset', nextTh: 'ตรวจชื่อในที่อยู่ หรือค้นจากหน้าชุดข้อมูล', nextEn: 'Check the name in the address or search the list of datasets.' },
  'slug-taken': { status: 409, th: 'มีชุดข้อมูลอื่นใช้ชื่อย่อนี้แล้ว', en: 'Another dataset already has this short name', nextTh: 'ตั้งชื่อย่ออื่น หรือเปิดชุดข้อมูลเดิม', nextEn: 'Choose another short name or open the existing dataset.' },
  'slug-refused': { status: 422, th: 'ชื่อย่อใช้ได้เฉพาะ a–z 0–9 และขีดกลาง ขึ้นต้นด้วยตัวอักษร ยาว 2–63 ตัว', en: 'A short name is a–z, 0–9 and single hyphens, begins with a letter and has 2 to 63 characters', nextTh: 'แก้ชื่อย่อ เช่น rid-reservoir-daily', nextEn: 'Mend the short name, for example rid-reservoir-daily.' },
  'dataset-not-yours': { status: 403, th: 'ชุดข้อมูลนี้เป็นของหน่วยงานอื่น', en: 'This dataset belongs to another agency', nextTh: 'ขอให้ผู้ดูแลข้อมูลของหน่วยงานเจ้าของทำรายการนี้', nextEn: 'Ask a steward of the owning agency to do this.' },
  'agency-unknown': { status: 422, th: 'ไม่มีหน่วยงานนี้ในทะเบียน', en: 'This agency is not in the register', nextTh: 'เลือกหน่วยงานจากรายการ', nextEn: 'Choose an agency from the list.' },
});
