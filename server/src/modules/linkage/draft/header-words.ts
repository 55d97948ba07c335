/** Words that stand in Thai table headers, and the English word a column's name takes. Longest match first. */

const words: [string, string][] = [
  ['รหัสไปรษณีย์', 'postcode'], ['เลขประจำตัวประชาชน', 'citizen_id'], ['เลขบัตรประชาชน', 'citizen_id'], ['บัตรประชาชน', 'citizen_id'], ['เลขประจำตัว', 'id_number'],
  ['เลขทะเบียนนิติบุคคล', 'juristic_id'], ['นิติบุคคล', 'juristic'], ['วันเดือนปีเกิด', 'birth_date'], ['วันเกิด', 'birth_date'], ['เลขที่บัญชี', 'account_no'], ['บัญชีธนาคาร', 'bank_account'],
  ['ชื่อ-นามสกุล', 'full_name'], ['ชื่อ-สกุล', 'full_name'], ['ชื่อนามสกุล', 'full_name'], ['ชื่อสกุล', 'full_name'], ['นามสกุล', 'last_name'], ['คำนำหน้าชื่อ', 'title'], ['คำนำหน้า', 'title'],
  ['รหัส', 'id'], ['ชื่อ', 'name'], ['ลำดับที่', 'seq'], ['ลำดับ', 'seq'], ['เลขที่', 'no'], ['เลข', 'no'], ['หมายเลข', 'no'], ['จังหวัด', 'province'], ['อำเภอ', 'district'], ['เขต', 'district'],
  ['ตำบล', 'subdistrict'], ['แขวง', 'subdistrict'], ['หมู่บ้าน', 'village'], ['หมู่ที่', 'village_no'], ['หมู่', 'village_no'], ['บ้านเลขที่', 'house_no'], ['ที่อยู่', 'address'], ['ถนน', 'road'], ['ซอย', 'lane'], ['ภูมิภาค', 'region'], ['ภาค', 'region'], ['ประเทศ', 'country'],
  ['วันที่', 'date'], ['วัน', 'date'], ['เดือน', 'month'], ['ปีงบประมาณ', 'fiscal_year'], ['ปีการผลิต', 'crop_year'], ['ปีเพาะปลูก', 'crop_year'], ['ปี', 'year'], ['เวลา', 'time'], ['ไตรมาส', 'quarter'], ['ฤดู', 'season'],
  ['จำนวน', 'count'], ['ปริมาณ', 'quantity'], ['พื้นที่', 'area'], ['เนื้อที่', 'area'], ['ผลผลิต', 'yield'], ['ผลผลิตต่อไร่', 'yield_per_rai'], ['ราคา', 'price'], ['มูลค่า', 'value'], ['งบประมาณ', 'budget'], ['จำนวนเงิน', 'amount'], ['เงิน', 'money'], ['รวม', 'total'], ['ทั้งหมด', 'total'], ['ร้อยละ', 'percent'], ['เฉลี่ย', 'average'], ['สูงสุด', 'max'], ['ต่ำสุด', 'min'],
  ['ไร่', 'rai'], ['งาน', 'ngan'], ['ตารางวา', 'wah'], ['ตัน', 'ton'], ['กิโลกรัม', 'kg'], ['กก.', 'kg'], ['บาท', 'baht'], ['ครัวเรือน', 'household'], ['ราย', 'persons'], ['คน', 'persons'], ['ตัว', 'head'], ['แปลง', 'plot'], ['บ่อ', 'pond'],
  ['เกษตรกร', 'farmer'], ['เจ้าของ', 'owner'], ['ผู้ติดต่อ', 'contact'], ['สหกรณ์', 'cooperative'], ['กลุ่ม', 'group'], ['หน่วยงาน', 'agency'], ['สำนักงาน', 'office'], ['กระทรวง', 'ministry'], ['กรม', 'department'], ['หมวดหมู่', 'category'], ['เสียหาย', 'damaged'], ['สมาชิก', 'member'], ['ตั้ง', 'site'], ['สถานที่', 'place'], ['โครงการ', 'project'], ['กิจกรรม', 'activity'], ['ประเภท', 'type'], ['ชนิด', 'kind'], ['พันธุ์', 'variety'], ['พืช', 'crop'], ['ข้าว', 'rice'], ['นาปี', 'in_season'], ['นาปรัง', 'off_season'], ['ยางพารา', 'rubber'], ['มันสำปะหลัง', 'cassava'], ['อ้อย', 'sugarcane'], ['ปศุสัตว์', 'livestock'], ['สัตว์', 'animal'], ['โค', 'cattle'], ['กระบือ', 'buffalo'], ['สุกร', 'pig'], ['ไก่', 'chicken'], ['ประมง', 'fishery'], ['ปลา', 'fish'], ['ดิน', 'soil'], ['น้ำ', 'water'], ['ฝน', 'rain'], ['อ่างเก็บน้ำ', 'reservoir'], ['เขื่อน', 'dam'], ['ปลูก', 'planted'], ['เก็บเกี่ยว', 'harvested'], ['เก็บ', 'harvested'], ['ขึ้นทะเบียน', 'registered'], ['ทะเบียน', 'register'], ['สินค้า', 'product'], ['ตลาด', 'market'],
  ['โทรศัพท์', 'phone'], ['โทร', 'phone'], ['มือถือ', 'mobile'], ['อีเมล', 'email'], ['เพศ', 'sex'], ['อายุ', 'age'], ['สถานะ', 'status'], ['หมายเหตุ', 'note'], ['รายละเอียด', 'detail'], ['รายการ', 'item'], ['ละติจูด', 'latitude'], ['ลองจิจูด', 'longitude'], ['พิกัด', 'coordinate'], ['ระดับ', 'level'], ['หน่วย', 'unit'], ['ที่', 'no'], ['ต่อ', 'per'], ['และ', 'and'], ['ของ', 'of'],
];

const english = new Map(words);
const longestFirst = words.map(([thai]) => thai).sort((a, b) => b.length - a.length);

const openers = /^(?:รหัส|ชื่อ|เลข|หมายเลข|วันที่|จำนวน|ประเภท|ชนิด|สถานะ|หมายเหตุ|พื้นที่|ราคา|ปริมาณ|มูลค่า|ปี)/;

/** Whether a text reads like a header: it begins with a header word, or words of the dictionary fill most of it. */
export function dictionaryHit(text: string): boolean {
  if (openers.test(text)) return true;
  const known = splitKnownWords(text).reduce((letters, part) => letters + (part.english === null ? 0 : part.thai.length), 0);
  return known >= text.length * 0.6;
}

/** Splits Thai text into known words (with their English) and stretches that are not known. */
export function splitKnownWords(text: string): { thai: string; english: string | null }[] {
  const parts: { thai: string; english: string | null }[] = [];
  let unknown = '';
  let at = 0;
  const flush = (): void => { if (unknown !== '') parts.push({ thai: unknown, english: null }); unknown = ''; };
  while (at < text.length) {
    const word = longestFirst.find((candidate) => text.startsWith(candidate, at));
    if (word) {
      flush();
      parts.push({ thai: word, english: english.get(word) as string });
      at += word.length;
    } else {
      unknown += text[at];
      at += 1;
    }
  }
  flush();
  return parts;
}
