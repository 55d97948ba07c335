import { addDays } from '@saphan/contracts/dates';
import type { SampleDataset } from './ministry.ts';

/** A meeting of the sample: how far it came, and what it assigned. Days are ISO days of Bangkok. */
export interface SampleMeeting {
  heldOn: string; state: 'adopted' | 'circulated' | 'coming';
  agenda: readonly { section: number; title: string; presenter: string }[];
  items: readonly { section: number; title: string; text: string; kind: 'acknowledged' | 'approved' | 'assigned'; resolution: string }[];
  tasks: readonly { item: string; title: string; agencyId: string; workingDays: number; datasets: readonly string[]; report: string | null; closed: string | null }[];
}
export interface SampleCommittee { nameTh: string; nameEn: string; beganOn: string; members: readonly { name: string; position: string; agencyId: string; duty: 'chair' | 'vice-chair' | 'member' | 'secretary' }[]; meetings: readonly SampleMeeting[] }

const members: SampleCommittee['members'] = [
  { name: 'นายธรรมรัฐ ตั้งมั่น', position: 'ปลัดกระทรวงเกษตรและสหกรณ์', agencyId: 'ops', duty: 'chair' }, { name: 'นางสาวพิมพ์ใจ รู้ทั่ว', position: 'เลขาธิการสำนักงานเศรษฐกิจการเกษตร', agencyId: 'oae', duty: 'vice-chair' },
  { name: 'นายชลธี น้ำใส', position: 'รองอธิบดีกรมชลประทาน', agencyId: 'rid', duty: 'member' }, { name: 'นางวารี ประมงค์', position: 'รองอธิบดีกรมประมง', agencyId: 'dof', duty: 'member' },
  { name: 'นายปฐพี ดินดี', position: 'รองอธิบดีกรมพัฒนาที่ดิน', agencyId: 'ldd', duty: 'member' }, { name: 'นางสาวข้อมูล ถูกต้อง', position: 'ผู้อำนวยการศูนย์เทคโนโลยีสารสนเทศและการสื่อสาร', agencyId: 'ops', duty: 'secretary' },
];

/** A committee of the sample: a meeting whose minutes were adopted, one whose minutes go round, one to come; tasks done, late, reported and open. */
export function sampleCommittee(ministry: readonly SampleDataset[], today: string): SampleCommittee {
  const linked = ministry.find(({ story }) => story === 'fresh');
  const waiting = ministry.find(({ story }) => story === 'no-source') ?? linked;
  const first: SampleMeeting = {
    heldOn: workday(addDays(today, -60)), state: 'adopted', agenda: [{ section: 1, title: 'นโยบายข้อมูลของกระทรวง', presenter: 'ประธาน' }, { section: 5, title: 'แนวทางเชื่อมโยงชุดข้อมูลหลัก', presenter: 'ฝ่ายเลขานุการ' }],
    items: [
      { section: 1, title: 'นโยบายข้อมูลของกระทรวง', text: 'ประธานแจ้งให้ทุกหน่วยงานเชื่อมโยงชุดข้อมูลหลักเข้าสู่ศูนย์ข้อมูลกลางตามแผน', kind: 'acknowledged', resolution: '' },
      { section: 5, title: 'แนวทางเชื่อมโยงชุดข้อมูลหลัก', text: 'ที่ประชุมอภิปรายลำดับความสำคัญของชุดข้อมูลและผู้รับผิดชอบ', kind: 'assigned', resolution: 'มอบหมายหน่วยงานเจ้าของข้อมูลเชื่อมโยงชุดข้อมูลหลักและจัดทำคู่มือ' },
    ],
    tasks: [
      ...linked ? [{ item: '5.1', title: `เชื่อมโยงชุดข้อมูล${linked.titleTh}`, agencyId: linked.agencyId, workingDays: 30, datasets: [linked.slug], report: null, closed: null }] : [],
      { item: '5.1', title: 'จัดทำคู่มือมาตรฐานคำอธิบายข้อมูล', agencyId: 'oae', workingDays: 20, datasets: [], report: 'ส่งคู่มือให้ฝ่ายเลขานุการแล้ว', closed: 'ตรวจคู่มือแล้ว' },
      { item: '5.1', title: 'ทบทวนรายชื่อชุดข้อมูลที่มีข้อมูลส่วนบุคคล', agencyId: 'dof', workingDays: 15, datasets: [], report: 'ทบทวนแล้วครึ่งหนึ่ง รอความเห็นฝ่ายกฎหมาย', closed: null },
    ],
  };
  const second: SampleMeeting = {
    heldOn: workday(addDays(today, -12)), state: 'circulated', agenda: [{ section: 5, title: 'ชุดข้อมูลที่ยังไม่มีต้นทาง', presenter: 'ฝ่ายเลขานุการ' }],
    items: [{ section: 5, title: 'ชุดข้อมูลที่ยังไม่มีต้นทาง', text: 'ฝ่ายเลขานุการเสนอรายชื่อชุดข้อมูลที่ยังไม่มีต้นทาง', kind: 'assigned', resolution: 'มอบหมายหน่วยงานระบุต้นทางและวันที่จะเชื่อมโยง' }],
    tasks: [
      ...waiting ? [{ item: '5.1', title: `ระบุต้นทางและเชื่อมโยงชุดข้อมูล${waiting.titleTh}`, agencyId: waiting.agencyId, workingDays: 30, datasets: [waiting.slug], report: 'อยู่ระหว่างประสานเจ้าของระบบ', closed: null }] : [],
      { item: '5.1', title: 'เสนอแผนเชื่อมโยงข้อมูลแหล่งน้ำ', agencyId: 'rid', workingDays: 15, datasets: [], report: 'ส่งแผนแล้ว ขอให้ปิดงาน', closed: null },
    ],
  };
  const third: SampleMeeting = { heldOn: workday(addDays(today, 12)), state: 'coming', agenda: [{ section: 1, title: 'กรอบเวลาของปีงบประมาณ', presenter: 'ประธาน' }, { section: 5, title: 'กำหนดเวลาใหม่ของชุดข้อมูลที่ล่าช้า', presenter: 'ฝ่ายเลขานุการ' }], items: [], tasks: [] };
  return { nameTh: 'คณะกรรมการธรรมาภิบาลข้อมูลภาครัฐ กระทรวงเกษตรและสหกรณ์', nameEn: 'Data governance committee of the ministry', beganOn: addDays(today, -400), members, meetings: [first, second, third] };
}

/** The day itself, or the Friday before a weekend. */
function workday(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, weekday === 6 ? -1 : weekday === 0 ? -2 : 0);
}
