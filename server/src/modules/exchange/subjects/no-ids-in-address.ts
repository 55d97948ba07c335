import { singleField, type RequestMessage } from '@saphan/contracts/http-signatures/message';
import { isCitizenId } from '@saphan/contracts/thai-id';
import { exchangeProblem } from '../errors.ts';

/** 13 digits by themselves, or in the groups people write. */
const LIKE_ID = /(?<!\d)(?:\d{13}|\d[- ]\d{4}[- ]\d{5}[- ]\d{2}[- ]\d)(?!\d)/g;
/** What is no digit and no hyphen, however it is encoded. */
const ENCODED = /%[0-9A-F]{2}|\+/g;

/**
 * Addresses and case references are signed and kept as they were sent, so nobody's citizen id may stand there (SPN-EXCHANGE §6). Asked before anybody is known: then nothing of the call is kept.
 * @throws `exchange.id-in-address`, without the number.
 */
export function assertNoIdsInAddress({ target, fields }: Pick<RequestMessage, 'target' | 'fields'>): void {
  if (namesSomebody(target)) throw inPlace('address', 'ที่อยู่หรือพารามิเตอร์ของคำขอ', 'the path or query');
  if (namesSomebody(singleField(fields, 'exchange-case') ?? '')) throw inPlace('exchange-case', 'exchange-case', 'exchange-case');
}

const namesSomebody = (text: string): boolean => [...text.replaceAll(ENCODED, ' ').matchAll(LIKE_ID)].some(([found]) => isCitizenId(found));

const inPlace = (pointer: string, th: string, en: string) => exchangeProblem('id-in-address', { detailTh: `พบใน ${th}`, detailEn: `It stands in ${en}.`, errors: [{ pointer, th: 'มีเลข 13 หลักที่เป็นเลขประจำตัวประชาชนได้', en: 'It has 13 digits that can be a citizen id' }] });
