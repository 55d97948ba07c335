import { formatThaiDate } from '@saphan/contracts/dates';

export const kinds = ['held', 'rejects', 'failing', 'suspended', 'anomaly', 'personal-data', 'late', 'rule'] as const;
export type IncidentKind = (typeof kinds)[number];

/** `act`: somebody must do something. `watch`: worth knowing, nothing stands still; only whoever answers for the dataset is told. */
export const levelOf = (kind: string): 'act' | 'watch' => (kind === 'rule' ? 'watch' : 'act');

interface Words { th: string; en: string }

/** What people call it, and what to do: the same on the page and in a letter. */
export const kindWords: Record<IncidentKind, { title: Words; next: Words }> = {
  held: { title: { th: 'รอบถูกพักไว้', en: 'A run is held' }, next: { th: 'เปิดรอบ อ่านเกณฑ์ที่เกิน แล้วให้ส่วนกลางตัดสินว่าเผยแพร่หรือไม่ หรือแก้ที่ต้นทางแล้วเริ่มรอบใหม่', en: 'Open the run, read which gate it exceeds, and have the secretariat decide; or mend the source and start a new run.' } },
  rejects: { title: { th: 'แถวที่ไม่ผ่านเกินเกณฑ์', en: 'Too many rows were refused' }, next: { th: 'เปิดแถวที่กักไว้ แก้ที่ต้นทางหรือในสมุดงาน แล้วส่งกลับ', en: 'Open the quarantined rows, mend them at the source or in the workbook, and send them back.' } },
  failing: { title: { th: 'รอบล้มเหลวติดกัน', en: 'Runs fail one after another' }, next: { th: 'ทดสอบต้นทางในหน้าชุดข้อมูล แก้ตามที่ผลทดสอบบอก แล้วเริ่มรอบใหม่', en: 'Test the source on the page of the dataset, mend what the test names, and start a new run.' } },
  suspended: { title: { th: 'ระบบหยุดถามต้นทาง', en: 'The source is asked no more' }, next: { th: 'แก้ชื่อผู้ใช้หรือรหัสผ่านของต้นทาง ทดสอบ แล้วให้ตารางเวลาทำต่อ', en: 'Mend the user name or password of the source, test it, and let the schedule go on.' } },
  anomaly: { title: { th: 'ข้อมูลผิดจากปกติของชุดนี้', en: 'The data is unlike what it was' }, next: { th: 'ถามผู้ทำข้อมูลว่าการเปลี่ยนนี้จริงหรือไม่ ถ้าไม่จริงให้ถอนรุ่นและแก้ต้นทาง ถ้าจริงให้ปิดเรื่องพร้อมบันทึก', en: 'Ask whoever makes the data whether this is real; if not, withdraw the release and mend the source, if so, close this with a note.' } },
  'personal-data': { title: { th: 'พบข้อมูลส่วนบุคคลที่ไม่ได้แจ้ง', en: 'Personal data that nobody declared' }, next: { th: 'ระบุคอลัมน์นั้นเป็นข้อมูลส่วนบุคคลในข้อกำหนด หรือเอาออกที่ต้นทาง ก่อนเผยแพร่', en: 'Declare the column in the contract, or take it out at the source, before it is published.' } },
  late: { title: { th: 'ข้อมูลมาช้ากว่าสัญญา', en: 'Data is later than promised' }, next: { th: 'ดูรอบล่าสุดและต้นทาง ถ้าไม่มีตารางเวลาให้ส่งไฟล์งวดใหม่', en: 'Look at the last run and the source; where there is no schedule, send the newest file.' } },
  rule: { title: { th: 'ข้อมูลไม่ผ่านกติกาที่ให้เตือน', en: 'The data fails a rule that warns' }, next: { th: 'เปิดรอบ ดูกติกาที่ไม่ผ่าน แล้วแก้ที่ต้นทาง เรื่องจบเองเมื่อรอบถัดไปผ่าน ถ้าข้อมูลถูกต้องให้แก้กติกา หรือปิดเรื่องพร้อมบันทึก', en: 'Open the run, see which rule fails, and mend the source; the next run that passes ends this. If the data is right, change the rule, or close this with a note.' } },
};

/** Facts as the causes left them. */
export interface IncidentFacts {
  gates?: { th: string; en: string }[];
  problem?: { titleTh?: string; titleEn?: string; detailTh?: string; detailEn?: string; nextTh?: string; nextEn?: string } | null;
  published?: boolean;
  dueBy?: string;
  breached?: boolean;
  promise?: boolean;
}

/** What happened, in a sentence, and what to do next. */
export function describeIncident(row: { kind: string; times: number; since: string; facts: IncidentFacts }): { titleTh: string; titleEn: string; whatTh: string; whatEn: string; nextTh: string; nextEn: string } {
  const { title, next } = kindWords[row.kind as IncidentKind];
  const { problem } = row.facts;
  const what = (lang: 'th' | 'en') => sentence(row, lang) || title[lang];
  return {
    titleTh: title.th, titleEn: title.en, whatTh: what('th'), whatEn: what('en'),
    nextTh: problem?.nextTh ?? next.th, nextEn: problem?.nextEn ?? next.en,
  };
}

function sentence({ kind, times, since, facts }: { kind: string; times: number; since: string; facts: IncidentFacts }, lang: 'th' | 'en'): string {
  const th = lang === 'th';
  const on = (iso: string) => formatThaiDate(iso, { lang, style: 'withTime' });
  const { gates = [], problem, dueBy = since } = facts;
  const why = problem ? [th ? problem.titleTh : problem.titleEn, th ? problem.detailTh : problem.detailEn].filter(Boolean).join(': ') : '';
  if (kind === 'failing') return th ? `ล้มเหลว ${times} รอบติดกัน ตั้งแต่ ${on(since)} ล่าสุด ${why}` : `${times} runs failed in a row since ${on(since)}; the last one: ${why}`;
  if (kind === 'suspended') return th ? `ต้นทางไม่รับการลงชื่อเข้าใช้สองครั้ง จึงหยุดถามตั้งแต่ ${on(since)} เพื่อไม่ให้บัญชีถูกล็อก ${why}` : `The source refused the sign-in twice and is not asked since ${on(since)}, so that the account is not locked. ${why}`;
  if (kind === 'late') return lateness({ ...facts, times, dueBy: on(dueBy) }, th);
  const told = gates.map((gate) => gate[lang]).join(' · ');
  const published = th ? ' ข้อกำหนดให้เตือนเท่านั้น จึงเผยแพร่แล้ว' : '. The contract asks for a warning only, so it is published.';
  return facts.published ? `${told}${published}` : told;
}

function lateness({ times, dueBy, breached, promise }: { times: number; dueBy: string; breached?: boolean; promise?: boolean }, th: boolean): string {
  if (promise) return th ? `สัญญาว่าจะมีข้อมูลใหม่ภายใน ${dueBy} แต่ยังไม่มา` : `New data was promised by ${dueBy} and has not come.`;
  const many = times > 1 ? (th ? ` ขาดแล้ว ${times} งวด` : ` ${times} deliveries are missing.`) : '';
  const broken = breached ? (th ? ' เกินสัญญาของข้อกำหนดแล้ว' : ' The promise of the contract is broken.') : '';
  return th ? `ควรมาภายใน ${dueBy} แต่ยังไม่มา${many}${broken}` : `It was due by ${dueBy} and has not come.${many}${broken}`;
}
