import { defineProblems } from '#kernel/problem.ts';

export const problem = defineProblems('catalog', {
  'query-too-long': { status: 400, th: 'คำค้นยาวเกินไป: ได้ไม่เกิน 200 ตัวอักษร และไม่เกิน 20 คำที่เว้นวรรค', en: 'The query is too long: at most 200 characters and 20 words with spaces between', nextTh: 'ค้นด้วยคำสำคัญสองสามคำ', nextEn: 'Search with two or three key words.' },
  'filter-refused': { status: 400, th: 'เงื่อนไขการค้นซับซ้อนเกินไป', en: 'The conditions of the search are too many', nextTh: 'ลดจำนวนเงื่อนไข แล้วค้นใหม่', nextEn: 'Use fewer conditions.' },
  'dictionary-term-taken': { status: 409, th: 'มีคำนี้ในพจนานุกรมแล้ว', en: 'This word is in the dictionary already', nextTh: 'ค้นคำนี้ในรายการ', nextEn: 'Look for it in the list.' },
  'dictionary-term-refused': { status: 422, th: 'คำในพจนานุกรมต้องมี 2–100 ตัวอักษร เป็นตัวอักษร ตัวเลข ช่องว่าง หรือขีดกลาง และไม่หมายถึงตัวเอง', en: 'A word of the dictionary has 2 to 100 letters, digits, spaces or hyphens, and is not its own other name', nextTh: 'แก้คำ แล้วเพิ่มใหม่', nextEn: 'Mend the word and add it again.' },
  'dictionary-term-unknown': { status: 404, th: 'ไม่มีคำนี้ในพจนานุกรม หรือเป็นคำที่มากับระบบ', en: 'This word is not in the dictionary, or came with the house', nextTh: 'โหลดรายการใหม่', nextEn: 'Load the list again.' },
  'search-filter-unread': { status: 400, th: 'อ่านเงื่อนไขการค้นไม่ได้: ต้องเป็น ช่อง:ค่า', en: 'A filter of the search cannot be read: it is field:value', nextTh: 'แก้เป็นเช่น organization:rid', nextEn: 'Write it as organization:rid.' },
});
