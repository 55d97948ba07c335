import { addDays } from '@saphan/contracts/dates';

/** What the public side of the sample ministry holds, so that every state of it can be seen. All of it is made up. */
export interface SamplePortal {
  topics: (slug: string) => readonly string[];
  requests: readonly SampleRequest[];
  surveys: readonly SampleSurvey[];
  showcases: readonly { title: string; summary: string; maker: string; address: string; datasets: readonly string[]; isApproved: boolean }[];
}

export interface SampleRequest {
  title: string; need: string; agencyId?: string; votes: number; contact?: string;
  answer?: { state: 'answered' | 'planned' | 'published' | 'declined'; text: string; plannedOn?: string; dataset?: string };
  comment?: string;
}

export interface SampleSurvey {
  titleTh: string; titleEn: string; introTh: string; introEn: string; opensOn: string; closesOn: string; mostChoices: number;
  options: readonly { titleTh: string; titleEn: string; agencyId: string; choices: number; plannedOn?: string }[];
}

/** Which group of the government's catalogue a dataset of the sample belongs to, by its short name. */
const groups: readonly (readonly [string, RegExp])[] = [
  ['category06', /reservoir|river|salinity|rain|canal|flood|soil|burnt|degraded|upper-air|hail|dry-season|stock-release/],
  ['category04', /price|trade|costs|income|statistics|crop-calendar|census|milk|landings|catch|logistics|loans|cocoon|latex|purchases/],
  ['category05', /cooperatives|groups|communit|households|visitors|training|learning|volunteers|enterprises|young|complaints|relief|scholars|institutions/],
  ['category03', /plots|parcels|land-use|agri-map|projects|ponds|postal|settlement|large-fields|centres|ports|storage|labs|airfields/],
  ['category01', /provincial-plans|big-data/],
];
const topicsOf = (slug: string): string[] => { const found = groups.filter(([, names]) => names.test(slug)).map(([topic]) => topic); return found.length > 0 ? found : ['category07']; };

/** @param today the day on which the sample was made. */
export function samplePortal(today: string): SamplePortal {
  return { topics: topicsOf, requests: requestsOn(today), surveys: surveysOn(today), showcases };
}

const requestsOn = (today: string): SampleRequest[] => [
  { title: 'ราคาปุ๋ยขายปลีก รายจังหวัด รายเดือน', need: 'เกษตรกรในกลุ่มอยากเทียบราคาก่อนรวมกันซื้อ และดูว่าราคาขึ้นลงช่วงใด', agencyId: 'oae', votes: 31, answer: { state: 'planned', text: 'เก็บข้อมูลจากร้านค้าอยู่แล้ว กำลังทำให้เป็นรายจังหวัดครบทุกเดือน', plannedOn: addDays(today, 60) }, comment: 'ถ้ามียี่ห้อและสูตรปุ๋ยด้วยจะใช้เทียบได้ดีขึ้น' },
  { title: 'น้ำในอ่างเก็บน้ำขนาดใหญ่ รายวัน', need: 'ทำกราฟให้ชาวบ้านท้ายอ่างดูทุกเช้า', agencyId: 'rid', votes: 18, answer: { state: 'published', text: 'เปิดแล้ว ปรับปรุงทุกวัน', dataset: 'rid-large-reservoirs-daily' } },
  { title: 'จำนวนเครื่องจักรกลเกษตรรายตำบล', need: 'วางแผนบริการเช่าใช้รถเกี่ยวข้าวของวิสาหกิจชุมชน', agencyId: 'doae', votes: 9, answer: { state: 'answered', text: 'ขณะนี้มีถึงระดับอำเภอ ขอทราบว่าถ้าเป็นรายอำเภอจะใช้ได้หรือไม่' } },
  { title: 'ชื่อและเบอร์โทรของเกษตรกรที่ปลูกทุเรียน', need: 'ติดต่อรับซื้อผลผลิต', agencyId: 'doae', votes: 2, answer: { state: 'declined', text: 'เปิดไม่ได้เพราะเป็นข้อมูลส่วนบุคคลตามกฎหมายคุ้มครองข้อมูลส่วนบุคคล ใช้จำนวนผู้ปลูกรายอำเภอแทนได้' } },
  { title: 'ปริมาณอ้อยเข้าหีบรายโรงงาน', need: 'วางแผนเวลาตัดและจองรถบรรทุก', votes: 0, contact: 'somsri@example.com' },
];

const surveysOn = (today: string): SampleSurvey[] => [
  {
    titleTh: 'อยากให้เปิดข้อมูลใดก่อนในปีนี้', titleEn: 'Which data should come first this year', introTh: 'เลือกได้สูงสุดสามข้อ ผลจะกลายเป็นแผนที่มีกำหนดวัน', introEn: 'Choose up to three; the result becomes a plan with days.',
    opensOn: addDays(today, -10), closesOn: addDays(today, 20), mostChoices: 3,
    options: [
      { titleTh: 'พื้นที่ประสบภัยแล้งรายตำบล', titleEn: 'Drought areas by subdistrict', agencyId: 'ldd', choices: 6 }, { titleTh: 'ราคาขายส่งผักและผลไม้รายวัน', titleEn: 'Daily wholesale prices of vegetables and fruit', agencyId: 'mof', choices: 4 },
      { titleTh: 'ผลตรวจคุณภาพน้ำนมดิบ', titleEn: 'Tests of raw milk', agencyId: 'dpo', choices: 2 },
    ],
  },
  {
    titleTh: 'ข้อมูลที่อยากได้ รอบแรก', titleEn: 'Data people wished for, first round', introTh: 'ปิดรับแล้ว และเป็นแผนเปิดข้อมูล', introEn: 'Closed, and made into the publication plan.', opensOn: addDays(today, -90), closesOn: addDays(today, -30), mostChoices: 2,
    options: [
      { titleTh: 'แปลงปลูกยางตามกฎ EUDR', titleEn: 'Rubber plots under the EUDR', agencyId: 'raot', choices: 12, plannedOn: addDays(today, 90) }, { titleTh: 'พันธุ์ข้าวรับรองและลักษณะ', titleEn: 'Certified rice varieties', agencyId: 'rd', choices: 7, plannedOn: addDays(today, 45) },
      { titleTh: 'ที่ตั้งห้องเย็น', titleEn: 'Cold storage', agencyId: 'fmo', choices: 3 },
    ],
  },
];

const showcases = [
  { title: 'น้ำเช้านี้', summary: 'หน้าเว็บที่แสดงน้ำในอ่างเก็บน้ำทุกเช้าเป็นกราฟ พร้อมเทียบปีก่อน (ตัวอย่าง)', maker: 'ชมรมคนริมน้ำ (สมมติ)', address: 'https://example.org/nam-chao-ni', datasets: ['rid-large-reservoirs-daily', 'rid-river-levels'], isApproved: true },
  { title: 'ราคาวันนี้ขายดีไหม', summary: 'สมุดคำนวณเทียบราคาที่เกษตรกรขายได้กับต้นทุนของตน (ตัวอย่าง)', maker: 'กลุ่มเกษตรกรรุ่นใหม่ (สมมติ)', address: 'https://example.org/price-today', datasets: ['oae-farm-prices', 'oae-production-costs'], isApproved: false },
];
