import type { RejectCode } from './reject.ts';

interface RejectSentence {
  titleTh: string; titleEn: string; whyTh: string; whyEn: string; fixTh: string; fixEn: string;
  detail: 'value' | 'found' | 'rule' | 'key';
}

/** The words of every reject code; a missing code does not compile. */
export const rejectSentences: Record<RejectCode, RejectSentence> = {
  ENC_INVALID: {
    titleTh: 'มีไบต์ที่อ่านเป็นตัวอักษรไม่ได้', titleEn: 'Bytes that are no letters',
    whyTh: 'แถวนี้มีไบต์ที่ไม่มีในรหัสอักขระตามข้อกำหนด', whyEn: 'This row holds bytes that the contract’s encoding does not define.',
    fixTh: 'บันทึกไฟล์ใหม่เป็น UTF-8 ทั้งไฟล์ หรือแก้รหัสอักขระในข้อกำหนด', fixEn: 'Save the whole file as UTF-8, or change the encoding in the contract.',
    detail: 'found',
  },
  NUL_BYTE: {
    titleTh: 'มีอักขระว่าง (NUL) ในแถว', titleEn: 'A NUL byte in the row',
    whyTh: 'แถวนี้มีไบต์ 00 ซึ่งไม่ใช่ข้อความ มักเกิดเมื่อการคัดลอกไฟล์ไม่ครบ', whyEn: 'This row holds a byte 00, which is no text; an interrupted copy often leaves it.',
    fixTh: 'ส่งออกไฟล์จากระบบต้นทางอีกครั้ง', fixEn: 'Export the file again from its system.', detail: 'found',
  },
  FIELD_MISSING: {
    titleTh: 'จำนวนช่องน้อยกว่าหัวตาราง', titleEn: 'Fewer cells than the header',
    whyTh: 'แถวนี้มีจำนวนช่องน้อยกว่าหัวตาราง', whyEn: 'This row has fewer cells than the header.',
    fixTh: 'ตรวจว่ามีตัวคั่นหายไปหรือแถวถูกตัดกลางคัน', fixEn: 'See whether a separator is missing or the row was cut.', detail: 'found',
  },
  FIELD_EXTRA: {
    titleTh: 'จำนวนช่องมากกว่าหัวตาราง', titleEn: 'More cells than the header',
    whyTh: 'แถวนี้มีจำนวนช่องมากกว่าหัวตาราง', whyEn: 'This row has more cells than the header.',
    fixTh: 'ถ้าข้อความมีตัวคั่นอยู่ข้างใน ให้ครอบข้อความด้วยเครื่องหมายคำพูด', fixEn: 'If a text holds the separator, put the text in quotes.', detail: 'found',
  },
  UNTERMINATED_QUOTE: {
    titleTh: 'เครื่องหมายคำพูดไม่ปิด', titleEn: 'A quote that never closes',
    whyTh: 'แถวนี้เปิดเครื่องหมายคำพูดแล้วไม่ปิด แถวถัดไปยังอ่านได้ตามปกติ', whyEn: 'This row opens a quote and does not close it; the rows after it were read as usual.',
    fixTh: 'เติมเครื่องหมายปิด หรือพิมพ์เครื่องหมายคำพูดซ้อนสองตัวเมื่อเป็นส่วนของข้อความ', fixEn: 'Close the quote, or double it where it belongs to the text.', detail: 'value',
  },
  QUOTE_MISPLACED: {
    titleTh: 'เครื่องหมายคำพูดอยู่กลางช่อง', titleEn: 'A quote in the middle of a cell',
    whyTh: 'มีตัวอักษรอยู่หน้าหรือหลังเครื่องหมายคำพูดในช่องเดียวกัน', whyEn: 'Letters stand before or after the quotes within one cell.',
    fixTh: 'ครอบทั้งช่องด้วยเครื่องหมายคำพูด และพิมพ์ตัวข้างในซ้อนสองตัว', fixEn: 'Put the whole cell in quotes and double those inside.', detail: 'value',
  },
  RECORD_TOO_LONG: {
    titleTh: 'แถวยาวเกินขนาดที่กำหนด', titleEn: 'A row longer than allowed',
    whyTh: 'แถวนี้ยาวเกินขนาดสูงสุดในข้อกำหนด', whyEn: 'This row is longer than the contract’s limit.',
    fixTh: 'ตรวจว่าขึ้นบรรทัดใหม่ครบทุกแถว หรือเพิ่มขนาดสูงสุดในข้อกำหนด', fixEn: 'See that each row ends with a line break, or raise the limit in the contract.', detail: 'found',
  },
  JSON_INVALID: {
    titleTh: 'ระเบียน JSON อ่านไม่ได้', titleEn: 'A JSON record that cannot be read',
    whyTh: 'ระเบียนนี้เขียนไม่ถูกไวยากรณ์ JSON หรือไม่ใช่วัตถุ { … }', whyEn: 'This record is not well-formed JSON, or no object { … }.',
    fixTh: 'ส่งออกไฟล์จากระบบต้นทางอีกครั้ง', fixEn: 'Export the file again from its system.', detail: 'found',
  },
  REQUIRED_EMPTY: {
    titleTh: 'ช่องที่ต้องมีค่ายังว่าง', titleEn: 'A required cell is empty',
    whyTh: 'ข้อกำหนดบอกว่าช่องนี้ต้องมีค่า แต่ได้รับช่องว่างหรือคำที่แปลว่าไม่มีข้อมูล', whyEn: 'The contract asks for a value here; the cell is empty or holds a word for “no data”.',
    fixTh: 'เติมค่า หรือแก้ข้อกำหนดถ้าช่องนี้เว้นได้', fixEn: 'Fill the cell, or change the contract if it may be empty.', detail: 'value',
  },
  INT_INVALID: {
    titleTh: 'ค่านี้ไม่ใช่จำนวนเต็ม', titleEn: 'Not a whole number',
    whyTh: 'ช่องนี้รับเฉพาะจำนวนเต็ม เช่น 1,250 หรือ ๑๒๕๐', whyEn: 'This cell takes whole numbers, such as 1,250.',
    fixTh: 'เหลือเฉพาะตัวเลข เอาหน่วยและข้อความออก', fixEn: 'Leave only the figure; take out units and words.', detail: 'value',
  },
  DEC_INVALID: {
    titleTh: 'ค่านี้ไม่ใช่ตัวเลขทศนิยม', titleEn: 'Not a decimal number',
    whyTh: 'ช่องนี้รับตัวเลขที่มีจุดทศนิยมได้ เช่น 1,250.75', whyEn: 'This cell takes decimal numbers, such as 1,250.75.',
    fixTh: 'เหลือเฉพาะตัวเลข ใช้จุดเป็นทศนิยม', fixEn: 'Leave only the figure, with a point for decimals.', detail: 'value',
  },
  NUM_OVERFLOW: {
    titleTh: 'ตัวเลขใหญ่หรือละเอียดเกินชนิดของช่อง', titleEn: 'A number too large or too fine',
    whyTh: 'ตัวเลขนี้มีหลักมากกว่าที่ข้อกำหนดให้เก็บได้', whyEn: 'This number has more digits than the contract lets the column hold.',
    fixTh: 'ตรวจหน่วยและจำนวนหลัก หรือเพิ่มขนาดในข้อกำหนด', fixEn: 'Check unit and digits, or widen the column in the contract.', detail: 'value',
  },
  DATE_INVALID: {
    titleTh: 'ค่านี้ไม่ใช่วันที่ที่มีอยู่จริง', titleEn: 'Not a real date',
    whyTh: 'อ่านค่านี้เป็นวันที่ไม่ได้ หรือวันนั้นไม่มีในปฏิทิน', whyEn: 'This cannot be read as a date, or the calendar has no such day.',
    fixTh: 'เขียนเป็น วัน/เดือน/ปี เช่น 15/02/2568 หรือ 15 ก.พ. 2568', fixEn: 'Write it as day/month/year, e.g. 15/02/2568, or 2025-02-15.', detail: 'value',
  },
  DATE_CALENDAR: {
    titleTh: 'ปีไม่ตรงกับปฏิทินในข้อกำหนด', titleEn: 'A year of the other calendar',
    whyTh: 'ข้อกำหนดบอกว่าช่องนี้ใช้ปฏิทินเดียว แต่ปีที่ได้รับเป็นอีกปฏิทินหนึ่ง (พ.ศ./ค.ศ.)', whyEn: 'The contract names one calendar for this column; this year is of the other (B.E./C.E.).',
    fixTh: 'แปลงปีให้เป็นปฏิทินเดียวกันทั้งช่อง หรือแก้ข้อกำหนดเป็นแบบปนกัน', fixEn: 'Write the whole column in one calendar, or let the contract say it is mixed.', detail: 'value',
  },
  TIME_INVALID: {
    titleTh: 'อ่านวันและเวลาไม่ได้', titleEn: 'Not a date and time',
    whyTh: 'ช่องนี้รับวันและเวลา เช่น 15/02/2568 09:30', whyEn: 'This cell takes a date with a time, such as 2025-02-15 09:30.',
    fixTh: 'เขียนวันก่อนแล้วตามด้วยเวลาแบบ 24 ชั่วโมง', fixEn: 'Write the date, then the time by the 24-hour clock.', detail: 'value',
  },
  BOOL_INVALID: {
    titleTh: 'ค่านี้ไม่ใช่ ใช่/ไม่ใช่', titleEn: 'Neither yes nor no',
    whyTh: 'ช่องนี้รับ ใช่/ไม่ใช่ มี/ไม่มี true/false หรือ 1/0', whyEn: 'This cell takes yes/no, true/false or 1/0.',
    fixTh: 'ใช้คำใดคำหนึ่งตามรายการ', fixEn: 'Use one of those words.', detail: 'value',
  },
  CITIZEN_ID_INVALID: {
    titleTh: 'เลขประจำตัวประชาชนยังไม่ครบหรือหลักตรวจสอบไม่ตรง', titleEn: 'A citizen number whose check digit does not agree',
    whyTh: 'เลขต้องมี 13 หลัก และหลักสุดท้ายต้องตรงกับ 12 หลักแรก', whyEn: 'The number has 13 digits, and the last must agree with the first twelve.',
    fixTh: 'เทียบกับบัตรอีกครั้ง ถ้ามาจาก Excel ให้ตั้งช่องเป็นข้อความก่อนพิมพ์', fixEn: 'Compare with the card; in Excel make the cell text before typing.', detail: 'value',
  },
  GEOCODE_INVALID: {
    titleTh: 'รหัสพื้นที่ไม่ตรงรูปแบบ', titleEn: 'An area code of another form',
    whyTh: 'รหัสจังหวัดมี 2 หลัก อำเภอ 4 หลัก ตำบล 6 หลัก ตามที่ข้อกำหนดระบุ', whyEn: 'Province codes have 2 digits, districts 4, subdistricts 6, as the contract says.',
    fixTh: 'ใช้รหัสของกรมการปกครอง และตรวจว่าเป็นระดับเดียวกันทั้งช่อง', fixEn: 'Use the codes of the Department of Provincial Administration, one level in the whole column.', detail: 'value',
  },
  TEXT_TOO_LONG: {
    titleTh: 'ข้อความยาวเกินที่กำหนด', titleEn: 'A text longer than allowed',
    whyTh: 'ข้อความนี้ยาวเกินจำนวนตัวอักษรในข้อกำหนด', whyEn: 'This text has more characters than the contract allows.',
    fixTh: 'ย่อข้อความ หรือเพิ่มความยาวในข้อกำหนด', fixEn: 'Shorten the text, or raise the length in the contract.', detail: 'value',
  },
  PATTERN_MISMATCH: {
    titleTh: 'ค่าไม่ตรงรูปแบบที่กำหนด', titleEn: 'A value of another form',
    whyTh: 'ค่านี้ไม่ตรงรูปแบบที่ข้อกำหนดเขียนไว้สำหรับช่องนี้', whyEn: 'This value does not have the form the contract gives for the column.',
    fixTh: 'ดูตัวอย่างค่าที่ผ่านในช่องเดียวกัน แล้วแก้ให้เหมือน', fixEn: 'Look at values that passed in the same column and write it alike.', detail: 'value',
  },
  OUT_OF_RANGE: {
    titleTh: 'ค่าอยู่นอกช่วงที่กำหนด', titleEn: 'A value outside the range',
    whyTh: 'ค่านี้น้อยหรือมากกว่าช่วงที่ข้อกำหนดให้ไว้', whyEn: 'This value is below or above the range in the contract.',
    fixTh: 'ตรวจหน่วย จุดทศนิยม และปฏิทินของวันที่', fixEn: 'Check the unit, the decimal point and the calendar.', detail: 'value',
  },
  CODE_UNKNOWN: {
    titleTh: 'ไม่มีรหัสนี้ในรายการ', titleEn: 'A code that is not on the list',
    whyTh: 'ค่านี้ไม่อยู่ในรายการรหัสที่ข้อกำหนดอ้างถึง', whyEn: 'This value is not on the code list the contract names.',
    fixTh: 'เลือกค่าจากรายการ หรือขอให้เจ้าของรายการเพิ่มรหัส', fixEn: 'Choose a value from the list, or ask its owner to add the code.', detail: 'value',
  },
  REF_UNAVAILABLE: {
    titleTh: 'ยังไม่มีชุดข้อมูลอ้างอิงให้เทียบ', titleEn: 'No reference dataset to compare with',
    whyTh: 'รายการรหัสมาจากชุดข้อมูลอื่นซึ่งยังไม่มีรุ่นที่เผยแพร่', whyEn: 'The code list comes from another dataset that has no published release yet.',
    fixTh: 'เชื่อมโยงชุดข้อมูลอ้างอิงก่อน แล้วเริ่มรอบใหม่', fixEn: 'Link the reference dataset first, then start the run again.', detail: 'found',
  },
  PK_DUPLICATE: {
    titleTh: 'คีย์ซ้ำกับแถวอื่น', titleEn: 'A key that another row has',
    whyTh: 'คีย์หลักของแถวนี้ซ้ำกับแถวอื่นในไฟล์เดียวกัน', whyEn: 'The primary key of this row is the same as another row’s in the file.',
    fixTh: 'เหลือไว้แถวเดียว หรือแก้คีย์ของแถวที่ต่างกันจริง', fixEn: 'Keep one of the rows, or mend the key where the rows truly differ.', detail: 'key',
  },
  KEY_EXISTS: {
    titleTh: 'คีย์นี้มีอยู่แล้ว', titleEn: 'A key that is there already',
    whyTh: 'ต้นทางนี้ส่งเฉพาะแถวใหม่ แต่คีย์ของแถวนี้มีอยู่ในรุ่นปัจจุบันแล้ว', whyEn: 'This source sends new rows only, and the current release has the key of this row already.',
    fixTh: 'ตัดแถวที่ส่งไปแล้วออก หรือเปลี่ยนวิธีอ่านต้นทางถ้าต้องการแก้แถวเดิม', fixEn: 'Leave out rows that were sent before, or change how the source is read if former rows are to be corrected.', detail: 'key',
  },
  UNIQUE_DUPLICATE: {
    titleTh: 'ค่าซ้ำในช่องที่ต้องไม่ซ้ำ', titleEn: 'A repeated value in a unique column',
    whyTh: 'ค่าในช่องนี้ซ้ำกับแถวอื่น แต่ข้อกำหนดบอกว่าต้องไม่ซ้ำ', whyEn: 'Another row has the same value; the contract says the column is unique.',
    fixTh: 'ตรวจว่าเป็นรายการเดียวกันหรือพิมพ์ค่าผิดแถว', fixEn: 'See whether both rows mean one thing or a value slipped into the wrong row.', detail: 'value',
  },
  RULE_FAILED: {
    titleTh: 'แถวไม่ผ่านเงื่อนไขของข้อกำหนด', titleEn: 'The row does not meet a rule',
    whyTh: 'ค่าในแถวนี้เทียบกันแล้วไม่เป็นไปตามเงื่อนไขที่ข้อกำหนดเขียนไว้', whyEn: 'The values of this row, taken together, do not meet a rule of the contract.',
    fixTh: 'ตรวจช่องที่เงื่อนไขกล่าวถึง', fixEn: 'Check the cells that the rule names.', detail: 'rule',
  },
  DB_REJECT: {
    titleTh: 'เครื่องมืออ่านข้อมูลไม่รับแถวนี้', titleEn: 'The reader did not take this row',
    whyTh: 'แถวนี้ผ่านการตรวจรูปแบบแล้ว แต่แปลงเป็นชนิดของช่องไม่ได้', whyEn: 'The row has the right form but could not be turned into the column’s type.',
    fixTh: 'ตรวจค่าในช่องที่ระบุ ถ้าดูถูกต้องแล้วให้แจ้งผู้ดูแลระบบพร้อมหมายเลขรอบ', fixEn: 'Check the named cell; if it looks right, tell the administrator the run’s number.', detail: 'found',
  },
};
