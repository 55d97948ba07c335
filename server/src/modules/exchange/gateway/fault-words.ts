import { SignatureFault, type SignatureFaultCode } from '@saphan/contracts/http-signatures/fault';
import type { Problem } from '#kernel/problem.ts';
import { exchangeProblem } from '../errors.ts';

const words: Record<SignatureFaultCode, readonly [th: string, en: string]> = {
  malformed: ['เขียนผิดรูปแบบ', 'is malformed'], 'not-ascii': ['มีอักขระนอก ASCII', 'has letters beyond ASCII'], 'label-twice': ['ป้ายลายเซ็นซ้ำ', 'is a label that stands twice'],
  'label-missing': ['ไม่มีลายเซ็นป้ายนี้', 'is a label that is missing'], 'component-twice': ['ระบุซ้ำในลายเซ็น', 'is covered twice'], 'component-missing': ['ลายเซ็นครอบคลุมสิ่งที่ไม่ได้ส่งมา', 'is covered but was not sent'],
  'component-unknown': ['ไม่รู้จักส่วนนี้', 'is a component that nobody knows'], 'component-parameters': ['ส่วนนี้มีพารามิเตอร์ที่ไม่รับ', 'has parameters that are not accepted'], 'field-twice': ['หัวข้อนี้ส่งได้ครั้งเดียว', 'is a header that may stand once only'],
  'not-covered': ['ลายเซ็นต้องครอบคลุมส่วนนี้', 'must be covered by the signature'], 'parameter-missing': ['ลายเซ็นขาดพารามิเตอร์นี้', 'is a parameter that is missing'], 'parameter-wrong': ['ค่าของพารามิเตอร์ผิด', 'has a wrong value'],
  'tag-wrong': ['ป้ายโปรไฟล์ไม่ใช่ของศูนย์นี้', 'is the tag of another profile'], 'created-ahead': ['เวลาลงนามอยู่ในอนาคต', 'lies in the future'], expired: ['ลายเซ็นหมดอายุแล้ว', 'is past'], 'lives-too-long': ['ลายเซ็นมีอายุได้ไม่เกิน 300 วินาที', 'is more than 300 seconds after created'],
  'wrong-signature': ['ลายเซ็นไม่ตรงกับข้อความ', 'does not match the message'], 'digest-malformed': ['เขียนผิดรูปแบบ', 'is malformed'], 'digest-twice': ['ค่าแฮชซ้ำอัลกอริทึม', 'stands twice'],
  'digest-missing': ['ไม่มีค่าแฮชนี้', 'is missing'], 'digest-wrong': ['ไม่ตรงกับเนื้อหา', 'does not match the content'], 'target-not-canonical': ['ที่อยู่เขียนได้มากกว่าหนึ่งแบบ', 'is not canonical'],
};

/** A fault of a signature, digest or target as a refusal of the gateway, in words. */
export function asRefusal(error: unknown): unknown {
  if (!(error instanceof SignatureFault)) return error;
  const [th, en] = words[error.code];
  const about = error.about === '' ? '' : error.about;
  return exchangeProblem(nameOf(error), { fault: error.code, about, detailTh: `${about} ${th}`.trim(), detailEn: `${about} ${en}`.trim() }) satisfies Problem;
}

function nameOf({ code, about }: SignatureFault) {
  if (code === 'target-not-canonical') return 'target-not-canonical';
  if (code.startsWith('digest-')) return 'digest-wrong';
  if (code === 'created-ahead' || code === 'expired' || code === 'lives-too-long') return 'clock-wrong';
  return code === 'field-twice' || (code === 'parameter-wrong' && about.startsWith('exchange-')) ? 'header-wrong' : 'signature-wrong';
}
