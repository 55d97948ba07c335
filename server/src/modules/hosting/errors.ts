import { defineProblems } from '#kernel/problem.ts';

const askOwner = { nextTh: 'ติดต่อหน่วยงานเจ้าของบริการ', nextEn: 'Ask the agency that offers the service.' };
const seeDocument = { nextTh: 'ดูเอกสาร OpenAPI ของบริการ แล้วแก้คำขอ', nextEn: 'See the OpenAPI document of the service, then mend the request.' };

/** Problems of hosted services; those of a request name the parameter. */
export const hostingProblem = defineProblems('hosting', {
  'service-not-hosted': { status: 404, th: 'บริการนี้ไม่ได้เปิดจากรุ่นข้อมูล', en: 'This service is not made from releases', ...askOwner },
  'operation-unknown': { status: 404, th: 'บริการนี้ไม่มีคำสั่งนี้', en: 'The service has no such operation', ...seeDocument },
  'not-served-yet': { status: 503, th: 'ยังไม่มีรุ่นข้อมูลให้ตอบ', en: 'There is no release to answer from', nextTh: 'ลองใหม่ภายหลัง ระหว่างนี้ใช้พื้นที่ทดลองได้', nextEn: 'Try again later; the sandbox answers meanwhile.' },
  'record-not-found': { status: 404, th: 'ไม่พบรายการที่มีกุญแจนี้ในส่วนที่ข้อตกลงให้', en: 'No record with this key in what the agreement gives', nextTh: 'ตรวจกุญแจที่ส่งมา', nextEn: 'Check the key that was sent.' },
  'parameter-refused': { status: 400, th: 'พารามิเตอร์ของคำขอใช้ไม่ได้', en: 'A parameter of the request cannot be used', ...seeDocument },
  'field-not-granted': { status: 403, th: 'ข้อตกลงไม่ให้คอลัมน์นี้', en: 'The agreement does not give this field', nextTh: 'ถอดคอลัมน์ออกจากคำขอ หรือขอแก้ข้อตกลง', nextEn: 'Leave the field out, or ask for a change of the agreement.' },
  'grant-unreadable': { status: 503, th: 'เงื่อนไขของข้อตกลงใช้กับรุ่นข้อมูลปัจจุบันไม่ได้ จึงไม่ให้ข้อมูลใด', en: 'The terms of the agreement cannot be applied to the current release, so nothing is given', ...askOwner },
  'key-in-address': { status: 400, th: 'บริการข้อมูลส่วนบุคคลไม่รับกุญแจในที่อยู่', en: 'A service of personal data takes no key in the address', nextTh: 'ส่งกุญแจในเนื้อหา: POST {"key": …}', nextEn: 'Send the key in the body: POST {"key": …}.' },
  'not-one-row': { status: 406, th: 'คำขอหนึ่งแถวได้ผลไม่ใช่หนึ่งแถว', en: 'One row was asked for and the answer has another number of rows', nextTh: 'แก้เงื่อนไขให้เหลือหนึ่งแถว หรือขอเป็นรายการ', nextEn: 'Narrow the conditions to one row, or ask for a list.' },
  'range-refused': { status: 416, th: 'ช่วงที่ขออยู่นอกข้อมูล', en: 'The range lies outside the data', nextTh: 'ขอช่วงที่อยู่ในจำนวนที่ content-range บอก', nextEn: 'Ask within the total that content-range tells.' },
  'asked-too-much': { status: 400, th: 'คำขอเกินขีดจำกัด', en: 'The request is beyond a limit', nextTh: 'แบ่งคำขอให้เล็กลง', nextEn: 'Ask for less at a time.' },
  'file-not-found': { status: 404, th: 'ไม่มีไฟล์นี้ หรือรุ่นนี้ไม่ให้บริการแล้ว', en: 'There is no such file, or its release is not served any more', nextTh: 'ขอรายการไฟล์ของรุ่นปัจจุบันใหม่', nextEn: 'Ask for the manifest of the current release again.' },
  'too-large-to-serve': { status: 422, th: 'ข้อมูลใหญ่เกินกว่าจะให้บริการค้นรายรายการ', en: 'The data is too large to be looked up by key', nextTh: 'ลดคอลัมน์ที่ให้บริการ หรือให้บริการเป็นไฟล์ (bulk)', nextEn: 'Serve fewer columns, or serve files (bulk).' },
  'key-not-unique': { status: 422, th: 'คอลัมน์กุญแจมีค่าซ้ำหรือว่าง จึงใช้ค้นรายรายการไม่ได้', en: 'The key columns hold a value twice or are empty, so records cannot be looked up by them', nextTh: 'เลือกคอลัมน์กุญแจอื่น', nextEn: 'Choose other key columns.' },
  'key-too-long': { status: 422, th: 'ค่าของกุญแจยาวเกินกำหนด', en: 'A key is longer than allowed', nextTh: 'เลือกคอลัมน์กุญแจอื่น', nextEn: 'Choose other key columns.' },
  'column-gone': { status: 422, th: 'รุ่นข้อมูลไม่มีคอลัมน์ที่บริการนี้ให้', en: 'The release lacks a column that the service gives', nextTh: 'แก้คอลัมน์ของบริการ', nextEn: 'Change the columns of the service.' },
  'no-release': { status: 409, th: 'ชุดข้อมูลนี้ยังไม่มีรุ่นที่ให้บริการได้', en: 'The dataset has no release that can be served', nextTh: 'เชื่อมโยงข้อมูลให้มีรุ่นแรกก่อน', nextEn: 'Link the dataset first.' },
  'offer-refused': { status: 422, th: 'ตั้งบริการแบบนี้ไม่ได้', en: 'The service cannot be offered like this', nextTh: 'แก้ตามที่ระบุแต่ละแห่ง', nextEn: 'Mend each place that is named.' },
  'not-own-dataset': { status: 403, th: 'ชุดข้อมูลนี้เป็นของหน่วยงานอื่น', en: 'The dataset is another agency’s', nextTh: 'ให้ผู้ดูแลข้อมูลของหน่วยงานเจ้าของเป็นผู้เปิดบริการ', nextEn: 'A steward of the owning agency offers it.' },
  'changed-meanwhile': { status: 409, th: 'มีผู้แก้บริการนี้ไปแล้วระหว่างที่ท่านแก้', en: 'Somebody changed the service while you did', nextTh: 'สิ่งที่ท่านเลือกยังอยู่ในหน้าจอ เปิดดูฉบับล่าสุดแล้วบันทึกอีกครั้ง', nextEn: 'What you chose is still on your screen: look at the newest version, then save again.' },
});
