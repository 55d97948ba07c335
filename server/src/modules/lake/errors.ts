import { defineProblems } from '#kernel/problem.ts';

export const lakeProblem = defineProblems('lake', {
  'dataset-not-found': { status: 404, th: 'ไม่พบชุดข้อมูลนี้', en: 'There is no such dataset', nextTh: 'ตรวจชื่อในที่อยู่ หรือค้นจากหน้าชุดข้อมูล', nextEn: 'Check the name in the address or search the list of datasets.' },
  'release-not-found': { status: 404, th: 'ไม่มีรุ่นนี้', en: 'There is no such release', nextTh: 'เลือกรุ่นจากรายการรุ่นของชุดข้อมูล', nextEn: "Choose one from the dataset's list of releases." },
  'no-release': { status: 404, th: 'ชุดข้อมูลนี้ไม่มีรุ่นที่เผยแพร่ ณ เวลานั้น', en: 'The dataset had no published release then', nextTh: 'เลือกวันอื่น หรือเชื่อมโยงข้อมูลให้มีรุ่นแรก', nextEn: 'Choose another day, or link the data to make a first release.' },
  'release-withdrawn': { status: 410, th: 'รุ่นนี้ถูกถอนแล้ว', en: 'This release was withdrawn', nextTh: 'ใช้รุ่นปัจจุบันแทน เหตุผลอยู่ในรายการรุ่น', nextEn: 'Use the current release; the reason stands in the list of releases.' },
  'release-purged': { status: 410, th: 'แถวของรุ่นนี้ถูกลบตามระยะเวลาเก็บรักษาแล้ว', en: "This release's rows were removed by retention", nextTh: 'ใช้รุ่นที่ใหม่กว่า', nextEn: 'Use a later release.' },
  'head-moved': { status: 409, th: 'มีรุ่นอื่นเผยแพร่หรือถูกถอนไปก่อน ผลเทียบจึงไม่ตรงแล้ว', en: 'Another release was published or withdrawn meanwhile, so the comparison no longer holds', nextTh: 'เริ่มรอบใหม่เพื่อเทียบกับรุ่นปัจจุบัน', nextEn: 'Start a new run to compare with the current release.', retry: 'transient' },
  'already-current': { status: 409, th: 'รุ่นนี้เป็นรุ่นปัจจุบันอยู่แล้ว', en: 'This release is the current one already', nextTh: 'ไม่ต้องทำอะไร', nextEn: 'Nothing needs to be done.' },
  'reason-needed': { status: 422, th: 'ต้องระบุเหตุผล', en: 'A reason is needed', nextTh: 'เขียนเหตุผลสั้น ๆ ที่ผู้ใช้ข้อมูลเข้าใจ', nextEn: "Write a short reason that the data's users understand." },
  'filter-refused': { status: 400, th: 'ตัวกรองนี้ใช้ไม่ได้', en: 'This filter cannot be used', nextTh: 'เขียนเป็น คอลัมน์:ตัวเปรียบเทียบ:ค่า เช่น area_rai:gte:10', nextEn: 'Write column:operator:value, for example area_rai:gte:10.' },
  'sort-refused': { status: 400, th: 'เรียงตามคอลัมน์นี้ไม่ได้', en: 'Rows cannot be sorted by this column', nextTh: 'เลือกคอลัมน์ที่ไม่ปกปิดข้อมูลบุคคล', nextEn: 'Choose a column that is not masked.' },
  'cursor-refused': { status: 400, th: 'ตำแหน่งหน้าไม่ถูกต้องหรือเป็นของคำถามอื่น', en: 'The cursor is not valid for this question', nextTh: 'เริ่มจากหน้าแรก', nextEn: 'Start from the first page.' },
  'no-windows-874': { status: 422, th: 'มีอักขระที่ Windows-874 เขียนไม่ได้', en: 'A character cannot be written in Windows-874', nextTh: 'ดาวน์โหลดเป็น CSV (UTF-8) หรือ XLSX แทน', nextEn: 'Download CSV (UTF-8) or XLSX instead.' },
  'too-many-rows-for-xlsx': { status: 422, th: 'แถวมากเกินกว่าที่ XLSX หนึ่งแผ่นรับได้ (1,048,575 แถว)', en: 'There are more rows than one XLSX sheet holds (1,048,575)', nextTh: 'ดาวน์โหลดเป็น CSV หรือ Parquet', nextEn: 'Download CSV or Parquet.' },
  'cell-too-long-for-xlsx': { status: 422, th: 'มีช่องที่ยาวเกินกว่าที่ XLSX รับได้ (32,767 อักขระ)', en: 'A cell is longer than XLSX holds (32,767 characters)', nextTh: 'ดาวน์โหลดเป็น CSV หรือ Parquet', nextEn: 'Download CSV or Parquet.' },
  'portion-unreadable': { status: 409, th: 'เงื่อนไขแถวของข้อตกลงใช้กับรุ่นนี้ไม่ได้ จึงไม่ให้ข้อมูล', en: 'The row conditions of the agreement do not fit this release, so nothing is given', nextTh: 'ให้ส่วนกลางแก้เงื่อนไขแถวของข้อตกลงให้ตรงกับคอลัมน์', nextEn: 'Ask the secretariat to bring the row conditions into line with the columns.' },
  'too-busy': { status: 503, th: 'มีผู้อ่านข้อมูลพร้อมกันมากเกินไป', en: 'Too many readers at once', nextTh: 'รอสักครู่แล้วลองใหม่', nextEn: 'Wait a moment and try again.', retry: 'transient' },
});
