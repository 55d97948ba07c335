import { addDays, daysBetween, parseIsoDate } from '@saphan/contracts/dates';
import type { ProblemPlace } from '#kernel/problem.ts';
import { dayFault, listLegalBases, place } from '#modules/privacy/index.ts';
import { readSharingDefinition } from '../definition/read-definition.ts';
import { sharingProblem } from '../errors.ts';
import type { ServiceFacts } from '../reads/service-facts.ts';
import type { AskedTerms, Terms } from '../schemas.ts';
import { readFields } from './read-fields.ts';
import { filterFaults } from './read-filter.ts';

/** Terms as they were asked for, checked against the service as it is now. @throws `sharing.terms-refused` naming every place at once. */
export function readTerms(asked: AskedTerms, service: ServiceFacts, today: string): Terms {
  const { fields, faults: fieldFaults } = readFields(asked.fields, service);
  const personal = service.personal || (fields ?? []).some((field) => field.personal);
  const faults = [...purposeFaults(asked), ...basisFaults(asked, personal), ...operationFaults(asked, service), ...fieldFaults, ...filterFaults(asked.rowFilter, service), ...boundFaults(asked, service), ...periodFaults(asked, today), ...disclosureFaults(asked), ...conditionFaults(asked)];
  if (faults.length > 0) throw sharingProblem('terms-refused', { errors: faults });
  const basis = listLegalBases().find(({ code }) => code === asked.legalBasis) as { code: string; th: string; en: string };
  const words = asked.conditions.words?.trim();
  return {
    serviceVersion: service.version ?? 0, personal, purposes: asked.purposes.map(({ code, th, en }) => ({ code, th: th.trim(), en: en.trim() })), legalBasis: { code: basis.code, th: basis.th, en: basis.en }, law: asked.law?.trim() || null,
    operations: [...new Set(asked.operations)].sort(), fields, rowFilter: asked.rowFilter, quotaPerDay: asked.quotaPerDay, ratePerSecond: asked.ratePerSecond, needsCase: asked.needsCase, minAssurance: asked.minAssurance,
    validFrom: asked.validFrom, validTo: asked.validTo, conditions: { ...asked.conditions, words: words || null }, disclosure: { ...asked.disclosure, reason: asked.disclosure.reason || null },
  };
}

function purposeFaults({ purposes }: AskedTerms): ProblemPlace[] {
  const codes = purposes.map(({ code }) => code);
  return codes.flatMap((code, at) => (codes.indexOf(code) < at ? [place(`/terms/purposes/${at}/code`, `มีวัตถุประสงค์ "${code}" แล้ว`, `The purpose "${code}" stands twice`)] : []));
}

function basisFaults({ legalBasis, law }: AskedTerms, personal: boolean): ProblemPlace[] {
  const found = listLegalBases().find(({ code }) => code === legalBasis);
  if (!found) return [place('/terms/legalBasis', `ไม่มีฐานกฎหมาย "${legalBasis}" ในรายการ`, `The list has no legal basis "${legalBasis}"`)];
  if (found.needsSection && !law?.trim()) return [place('/terms/law', 'ระบุชื่อกฎหมายและมาตรา', 'Name the law and its section')];
  if (personal && !found.personal && !found.needsSection) return [place('/terms/legalBasis', 'ข้อมูลส่วนบุคคลต้องใช้ฐานตามมาตรา 24 หรือ 26 หรือกฎหมายเฉพาะ', 'Personal data need a basis of section 24 or 26, or a law of the agency’s own')];
  return [];
}

function operationFaults({ operations }: AskedTerms, service: ServiceFacts): ProblemPlace[] {
  const known = new Set(service.operations.map(({ id }) => id));
  return operations.flatMap((id, at) => (known.has(id) ? [] : [place(`/terms/operations/${at}`, `บริการไม่มีคำสั่ง "${id}"`, `The service has no operation "${id}"`)]));
}

function boundFaults({ quotaPerDay, ratePerSecond, minAssurance }: AskedTerms, service: ServiceFacts): ProblemPlace[] {
  const { mostPerDay, mostPerSecond } = readSharingDefinition();
  return [
    ...(quotaPerDay > mostPerDay ? [place('/terms/quotaPerDay', `ไม่เกิน ${mostPerDay} ครั้งต่อวัน`, `At most ${mostPerDay} a day`)] : []),
    ...(ratePerSecond > mostPerSecond ? [place('/terms/ratePerSecond', `ไม่เกิน ${mostPerSecond} ครั้งต่อวินาที`, `At most ${mostPerSecond} a second`)] : []),
    ...(minAssurance < service.minAssurance ? [place('/terms/minAssurance', `บริการนี้ต้องการระดับความมั่นใจอย่างน้อย ${service.minAssurance}`, `The service asks for level ${service.minAssurance} at least`)] : []),
  ];
}

function periodFaults({ validFrom, validTo }: AskedTerms, today: string): ProblemPlace[] {
  const faults = [dayFault(validFrom, '/terms/validFrom'), dayFault(validTo, '/terms/validTo')].filter((fault) => fault !== null);
  if (faults.length > 0 || !parseIsoDate(validFrom)) return faults;
  if (validTo < validFrom) return [place('/terms/validTo', 'วันสิ้นสุดอยู่ก่อนวันเริ่ม', 'It ends before it begins')];
  if (validTo < today) return [place('/terms/validTo', 'วันสิ้นสุดผ่านไปแล้ว', 'The last day is past')];
  const { longestDays } = readSharingDefinition();
  if (daysBetween(validFrom, validTo) > longestDays) return [place('/terms/validTo', `นานที่สุด ${longestDays} วัน คือถึง ${addDays(validFrom, longestDays)}`, `At most ${longestDays} days: until ${addDays(validFrom, longestDays)}`)];
  return [];
}

function disclosureFaults({ disclosure: { kind, days, reason } }: AskedTerms): ProblemPlace[] {
  if (kind === 'now') return days === null && !reason ? [] : [place('/terms/disclosure', 'เปิดเผยทันทีไม่มีจำนวนวันและเหตุผล', 'At once has no days and no reason')];
  const { mostDelayDays, delayReasons } = readSharingDefinition();
  return [
    ...(days === null || days > mostDelayDays ? [place('/terms/disclosure/days', `ระบุ 1 ถึง ${mostDelayDays} วัน`, `Say 1 to ${mostDelayDays} days`)] : []),
    ...(delayReasons.some(({ code }) => code === reason) ? [] : [place('/terms/disclosure/reason', 'เลือกเหตุผลจากรายการ', 'Choose a reason of the list')]),
  ];
}

function conditionFaults({ conditions }: AskedTerms): ProblemPlace[] {
  return readSharingDefinition().onwardSharing.some(({ code }) => code === conditions.onwardSharing) ? [] : [place('/terms/conditions/onwardSharing', 'เลือกจากรายการ', 'Choose one of the list')];
}
