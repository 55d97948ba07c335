import type { Check, CheckId, CheckState } from './checks.ts';
import type { Verdict } from './verify-receipt.ts';

export interface Sentence { readonly th: string; readonly en: string }
type ByState = Partial<Record<CheckState, Sentence>>;

const sentences: Readonly<Record<CheckId, ByState>> = {
  'files': {
    passed: { th: 'มีไฟล์ครบ', en: 'All files are there' },
    failed: { th: 'ขาดไฟล์ที่ต้องมี', en: 'Files that must be there are missing' },
  },
  'entry': {
    passed: { th: 'อ่านรายการในบันทึกได้', en: 'The entry of the log can be read' },
    failed: { th: 'อ่านรายการในบันทึกไม่ได้', en: 'The entry of the log cannot be read' },
  },
  'request-signature': {
    passed: { th: 'หน่วยงานผู้ขอลงลายมือชื่อคำขอนี้จริง', en: 'The agency that asked signed this request' },
    failed: { th: 'ลายมือชื่อของหน่วยงานผู้ขอไม่ตรงกับคำขอ', en: 'The signature of the agency that asked does not fit the request' },
    absent: { th: 'หน่วยงานผู้ขอไม่ได้ลงลายมือชื่อ มีเพียงคำรับรองของเกตเวย์', en: 'The agency that asked did not sign; only the gateway attests the request' },
  },
  'provider-signature': {
    passed: { th: 'หน่วยงานผู้ให้ข้อมูลลงลายมือชื่อคำตอบนี้จริง', en: 'The agency that answered signed this answer' },
    failed: { th: 'ลายมือชื่อของหน่วยงานผู้ให้ข้อมูลไม่ตรงกับคำตอบ', en: 'The signature of the agency that answered does not fit the answer' },
    absent: { th: 'หน่วยงานผู้ให้ข้อมูลไม่ได้ลงลายมือชื่อ มีเพียงคำรับรองของเกตเวย์', en: 'The agency that answered did not sign; only the gateway attests the answer' },
  },
  'gateway-signature': {
    passed: { th: 'เกตเวย์ลงลายมือชื่อเป็นพยาน', en: 'The gateway signed as witness' },
    failed: { th: 'ลายมือชื่อของเกตเวย์ไม่ถูกต้อง', en: 'The signature of the gateway is not true' },
    absent: { th: 'ไม่มีลายมือชื่อของเกตเวย์', en: 'The gateway did not sign' },
  },
  'digests': {
    passed: { th: 'รายการในบันทึกตรงกับข้อความและลายมือชื่อทุกชิ้น', en: 'The entry of the log names exactly these texts and signatures' },
    failed: { th: 'รายการในบันทึกไม่ตรงกับข้อความหรือลายมือชื่อ', en: 'The entry of the log names other texts or signatures' },
  },
  'same-exchange': {
    passed: { th: 'คำตอบและพยานอ้างถึงคำขอนี้ ไม่ใช่คำขออื่น', en: 'Answer and witness speak of this request and no other' },
    failed: { th: 'คำขอ คำตอบ และพยานไม่ได้พูดถึงการแลกเปลี่ยนเดียวกัน', en: 'Request, answer and witness do not speak of one exchange' },
  },
  'log': {
    passed: { th: 'รายการนี้อยู่ในบันทึกที่แก้ย้อนหลังไม่ได้', en: 'The entry stands in the append-only log' },
    failed: { th: 'พิสูจน์ไม่ได้ว่ารายการนี้อยู่ในบันทึก', en: 'Nothing proves that the entry stands in the log' },
  },
  'checkpoint': {
    passed: { th: 'จุดตรวจของบันทึกมีลายมือชื่อถูกต้อง', en: 'The log signed this checkpoint' },
    failed: { th: 'ลายมือชื่อของจุดตรวจไม่ถูกต้อง', en: 'The signature of the checkpoint is not true' },
  },
  'witnesses': {
    passed: { th: 'พยานภายนอกลงลายมือชื่อร่วมกับจุดตรวจ', en: 'Outside witnesses co-signed the checkpoint' },
    failed: { th: 'ลายมือชื่อร่วมของพยานไม่ถูกต้องหรือไม่ครบ', en: 'Co-signatures of witnesses are not true, or too few' },
    absent: { th: 'ยังไม่มีพยานภายนอกลงลายมือชื่อร่วม', en: 'No outside witness co-signed' },
  },
  'stamp': {
    passed: { th: 'ตราเวลาออกให้จุดตรวจนี้ (ลายมือชื่อของผู้ออกตราเวลาตรวจด้วย verify.sh)', en: 'The time-stamp names this checkpoint (verify.sh checks the signature of its authority)' },
    failed: { th: 'ตราเวลาเป็นของจุดตรวจอื่น', en: 'The time-stamp names another checkpoint' },
    absent: { th: 'จุดตรวจนี้ยังไม่มีตราเวลา', en: 'This checkpoint has no time-stamp yet' },
  },
  'keys': {
    passed: { th: 'กุญแจในใบรับตรงกับที่ลายมือชื่ออ้าง', en: 'The keys are those that the signatures name' },
    failed: { th: 'กุญแจในใบรับไม่ใช่กุญแจที่ลายมือชื่ออ้าง', en: 'A key is not the one that the signature names' },
  },
  'known-keys': {
    passed: { th: 'กุญแจทุกดอกเป็นกุญแจที่ท่านรู้จัก', en: 'Every key is one that you know' },
    failed: { th: 'มีกุญแจที่ไม่อยู่ในรายการที่ท่านรู้จัก', en: 'A key is not among those that you know' },
    absent: { th: 'ยังไม่ได้เทียบกุญแจกับแหล่งอื่น: เทียบรหัสกุญแจกับที่หน่วยงานและสะพานประกาศ', en: 'The keys were not compared with another source: compare their ids with those the agencies and Saphan publish' },
  },
  'request-body': {
    passed: { th: 'เนื้อความคำขอที่แนบมาเป็นฉบับที่ลงลายมือชื่อ', en: 'The request body beside it is the one that was signed' },
    failed: { th: 'เนื้อความคำขอที่แนบมาไม่ใช่ฉบับที่ลงลายมือชื่อ', en: 'The request body beside it is not the one that was signed' },
    absent: { th: 'ไม่มีเนื้อความคำขอแนบมา ไม่จำเป็นต่อการพิสูจน์', en: 'No request body lies beside it; the proof needs none' },
  },
  'response-body': {
    passed: { th: 'เนื้อความคำตอบที่แนบมาเป็นฉบับที่ลงลายมือชื่อ', en: 'The response body beside it is the one that was signed' },
    failed: { th: 'เนื้อความคำตอบที่แนบมาไม่ใช่ฉบับที่ลงลายมือชื่อ', en: 'The response body beside it is not the one that was signed' },
    absent: { th: 'ไม่มีเนื้อความคำตอบแนบมา ไม่จำเป็นต่อการพิสูจน์', en: 'No response body lies beside it; the proof needs none' },
  },
};

/** What a check found, as a sentence. */
export const sentenceOf = ({ id, state }: Pick<Check, 'id' | 'state'>): Sentence => sentences[id][state] ?? { th: id, en: id };

/** What even a true receipt does not prove; said on every one. */
export function notProvedBy({ facts, checks }: Verdict): Sentence[] {
  const isAbsent = (id: CheckId) => checks.some((check) => check.id === id && check.state === 'absent');
  return [
    { th: 'ไม่พิสูจน์ว่าข้อมูลในคำตอบเป็นความจริง', en: 'It does not prove that the data in the answer are true' },
    { th: 'ไม่พิสูจน์เจตนาที่แท้จริงของผู้ขอ พิสูจน์เพียงวัตถุประสงค์ที่แจ้ง', en: 'It does not prove what the asker really meant to do, only the purpose that was stated' },
    { th: 'ไม่พิสูจน์ว่าไม่มีสำเนาที่ส่งกันนอกระบบ', en: 'It does not prove that no copy went another way' },
    ...facts && facts.assurance < 3 ? [{ th: `ระดับความมั่นใจ ${facts.assurance}: หน่วยงานผู้ขอไม่ได้ลงลายมือชื่อด้วยกุญแจของตน จึงพิสูจน์ได้เพียงสิ่งที่เกตเวย์รับรอง`, en: `Assurance level ${facts.assurance}: the agency that asked did not sign with its own key, so only what the gateway attests is proved` }] : [],
    ...facts && !facts.hasProviderSignature ? [{ th: 'ผู้ให้ข้อมูลไม่ได้ลงลายมือชื่อ คำตอบจึงพิสูจน์ได้เพียงตามคำรับรองของเกตเวย์', en: 'The agency that answered did not sign: the answer is proved only as far as the gateway attests it' }] : [],
    ...isAbsent('witnesses') ? [{ th: 'ไม่มีพยานภายนอก จึงไม่พิสูจน์ว่าผู้ดูแลบันทึกไม่ได้แสดงบันทึกอีกฉบับแก่ผู้อื่น', en: 'Without outside witnesses it does not prove that the keeper of the log showed nobody another log' }] : [],
    ...isAbsent('stamp') ? [{ th: 'ไม่มีตราเวลา เวลาในใบรับจึงเป็นเวลาตามนาฬิกาของเกตเวย์', en: 'Without a time-stamp the time is that of the gateway’s clock' }] : [],
    ...isAbsent('known-keys') ? [{ th: 'ไม่พิสูจน์ว่ากุญแจเป็นของใคร จนกว่าจะเทียบรหัสกุญแจกับแหล่งที่เชื่อถือได้', en: 'It does not prove whose keys these are until you compare their ids with a source you trust' }] : [],
  ];
}
