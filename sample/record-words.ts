import type { KindName } from './kinds/index.ts';

/** What each agency's data is about: the words that people search by. */
export const topicsOf: Readonly<Record<string, readonly string[]>> = {
  acfs: ['มาตรฐานสินค้าเกษตร', 'ความปลอดภัยอาหาร'], alro: ['ปฏิรูปที่ดิน', 'ส.ป.ก.'], arda: ['งานวิจัยเกษตร'], cad: ['สหกรณ์', 'บัญชีฟาร์ม'], cpd: ['สหกรณ์', 'กลุ่มเกษตรกร'],
  dld: ['ปศุสัตว์', 'โรคสัตว์'], doa: ['พืช', 'วิชาการเกษตร'], doae: ['เกษตรกร', 'ส่งเสริมการเกษตร'], dof: ['ประมง', 'สัตว์น้ำ'], dpo: ['นม', 'โคนม'], drraa: ['ฝนหลวง', 'การบินเกษตร'],
  fmo: ['สะพานปลา', 'ประมง'], gjm: ['หม่อนไหม'], hrdi: ['พื้นที่สูง', 'โครงการหลวง'], ldd: ['ดิน', 'การใช้ที่ดิน'], mof: ['ตลาด', 'อ.ต.ก.'], oae: ['เศรษฐกิจการเกษตร', 'สถิติการเกษตร'],
  ops: ['กระทรวงเกษตรและสหกรณ์'], qsds: ['หม่อนไหม', 'ผ้าไหม'], raot: ['ยางพารา'], rd: ['ข้าว'], rid: ['น้ำ', 'ชลประทาน'],
};

interface KindWords { dataType: string; tag: string; source: string; row: string; th: string; en: string; collect: string }

/** What a kind of data is called in the standard, and how its agencies come by it. */
export const wordsOf: Readonly<Record<KindName, KindWords>> = {
  person: { dataType: '1', tag: 'ทะเบียน', source: 'แบบคำขอขึ้นทะเบียนที่สำนักงานอำเภอและจังหวัด', row: 'ผู้ขึ้นทะเบียนหนึ่งราย', th: 'ทะเบียนรายบุคคล', en: 'A register of persons', collect: '01' },
  place: { dataType: '1', tag: 'ทำเนียบ', source: 'ทะเบียนสถานที่ของหน่วยงาน ปรับปรุงเมื่อมีการเปลี่ยนแปลง', row: 'สถานที่หนึ่งแห่ง', th: 'ทำเนียบสถานที่', en: 'A register of places', collect: '05' },
  certificate: { dataType: '1', tag: 'ใบรับรอง', source: 'ระบบออกใบรับรองของหน่วยงาน', row: 'ใบรับรองหนึ่งฉบับ', th: 'ใบรับรองที่ออกแล้ว', en: 'Certificates issued', collect: '99' },
  reading: { dataType: '2', tag: 'ค่าตรวจวัด', source: 'เครื่องวัดและเจ้าหน้าที่ประจำสถานี', row: 'ค่าที่วัดได้หนึ่งวันของหนึ่งสถานี', th: 'ค่าที่วัดได้รายวัน', en: 'Daily readings', collect: '09' },
  price: { dataType: '2', tag: 'ราคา', source: 'เจ้าหน้าที่สำรวจราคาในตลาด', row: 'ราคาหนึ่งวันของหนึ่งสินค้า', th: 'ราคาสินค้ารายวัน', en: 'Daily prices', collect: '99' },
  statistic: { dataType: '2', tag: 'สถิติ', source: 'การสำรวจประจำปีของหน่วยงาน', row: 'ตัวเลขหนึ่งปีของหนึ่งจังหวัด', th: 'สถิติรายปีแยกจังหวัด', en: 'Yearly statistics by province', collect: '08' },
  accounts: { dataType: '1', tag: 'ผลการดำเนินงาน', source: 'รายงานประจำปีของสหกรณ์และกลุ่ม', row: 'ผลการดำเนินงานหนึ่งปีของหนึ่งแห่ง', th: 'ผลการดำเนินงานรายแห่ง', en: 'Yearly accounts', collect: '04' },
  parcel: { dataType: '1', tag: 'แปลงที่ดิน', source: 'การรังวัดและทะเบียนแปลงของหน่วยงาน', row: 'แปลงหนึ่งแปลง', th: 'ทะเบียนแปลง', en: 'A register of parcels', collect: '06' },
  permit: { dataType: '1', tag: 'ใบอนุญาต', source: 'ระบบออกใบอนุญาตของหน่วยงาน', row: 'ใบอนุญาตหนึ่งฉบับ', th: 'ใบอนุญาตที่ออกแล้ว', en: 'Permits issued', collect: '99' },
  project: { dataType: '1', tag: 'โครงการ', source: 'ระบบติดตามโครงการของหน่วยงาน', row: 'โครงการหนึ่งโครงการ', th: 'โครงการและความก้าวหน้า', en: 'Projects and their progress', collect: '99' },
  activity: { dataType: '1', tag: 'กิจกรรม', source: 'รายงานผลการปฏิบัติงานของเจ้าหน้าที่', row: 'กิจกรรมหนึ่งครั้ง', th: 'กิจกรรมที่ทำแล้ว', en: 'Activities carried out', collect: '99' },
};
