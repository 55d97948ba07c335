import type { Contract } from '@saphan/contracts/contract';
import { formatNumber } from '@saphan/contracts/numbers';
import type { GateResult } from '../pipeline/gates.ts';
import type { PersonalFinding, PersonalKind } from './find-personal.ts';

/** Column → what was found in it and published all the same, because somebody decided so. Kept in a release's lineage. */
export type AcceptedPersonal = Readonly<Record<string, readonly PersonalKind[]>>;

const words: Record<PersonalKind, { th: string; en: string }> = {
  'citizen-id': { th: 'เลขประจำตัวประชาชน', en: 'citizen ids' }, phone: { th: 'หมายเลขโทรศัพท์มือถือ', en: 'mobile numbers' }, email: { th: 'อีเมลของบุคคล', en: 'e-mail addresses of persons' },
};

/**
 * Holds a run that brings personal data into a column of which the contract does not say so. A finding that an earlier release was published with
 * has been decided by name and passes; the next kind, or the next column, is asked anew.
 */
export function judgePersonal(contract: Contract, findings: readonly PersonalFinding[], accepted: AcceptedPersonal): GateResult[] {
  if (findings.length === 0) return [];
  const fresh = findings.filter(({ column, kind }) => !accepted[column]?.includes(kind));
  const told = fresh.length > 0 ? fresh : findings;
  const title = (name: string) => contract.columns.find((column) => column.name === name)?.titleTh ?? name;
  const th = told.map(({ column, kind, count }) => `${words[kind].th} ${formatNumber(count)} ค่าในคอลัมน์ ${title(column)} (${column})`).join(' ');
  const en = told.map(({ column, kind, count }) => `${formatNumber(count)} ${words[kind].en} in ${column}`).join(', ');
  return [{
    name: 'personal-data', value: fresh.length, limit: 0, ok: fresh.length === 0,
    th: fresh.length > 0 ? `พบ ${th} ซึ่งข้อกำหนดไม่ได้บอกว่าเป็นข้อมูลส่วนบุคคล แก้ข้อกำหนดหรือต้นทาง หรือตัดสินให้เผยแพร่พร้อมเหตุผล` : `พบ ${th} ซึ่งเคยตัดสินให้เผยแพร่แล้ว`,
    en: fresh.length > 0 ? `${en}, of which the contract does not say that it is personal data; change the contract or the source, or decide with a reason that it is published` : `${en}, decided before to be published`,
  }];
}

/** What counts as accepted once this release is published: what was before, and what it brings. */
export function acceptedWith(accepted: AcceptedPersonal, findings: readonly PersonalFinding[]): AcceptedPersonal {
  const joined: Record<string, PersonalKind[]> = Object.fromEntries(Object.entries(accepted).map(([column, kinds]) => [column, [...kinds]]));
  for (const { column, kind } of findings) joined[column] = [...new Set([...(joined[column] ?? []), kind])];
  return joined;
}
