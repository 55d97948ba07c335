import type { Decision } from '#kernel/decider.ts';
import type { Answer } from './cedar.ts';
import type { DecisionInput } from './decision-input.ts';
import type { PolicyFiles } from './policy-files.ts';
import { rowFilterSql } from './row-filter.ts';

/** What is said when no policy of the files spoke. */
const UNSAID: Readonly<Record<string, { th: string; en: string }>> = {
  'no-policy': { th: 'ไม่มีนโยบายข้อใดอนุญาตรายการนี้', en: 'No policy permits this.' },
  'no-agreement': { th: 'ไม่มีข้อตกลงให้หน่วยงานนี้ใช้ข้อมูลของอีกหน่วยงาน', en: 'There is no agreement that lets this agency use the data of the other.' },
  'unknown-operation': { th: 'นโยบายไม่รู้จักรายการนี้ จึงไม่อนุญาต', en: 'The policies do not know this operation, so it is not permitted.' },
  'evaluation-failed': { th: 'ประเมินนโยบายไม่สำเร็จ จึงไม่อนุญาต', en: 'The policies could not be evaluated, so it is not permitted.' },
};

/** An answer with its sentences, and how much of the dataset it covers. */
export function decisionOf(answer: Answer, input: DecisionInput, files: PolicyFiles): Decision {
  const { resource, agreement } = input;
  const lacksAgreement = answer.because[0] === 'no-policy' && resource.kind === 'dataset' && resource.level > 1 && !agreement && input.principal.agencies.length > 0;
  const reasons = (lacksAgreement ? ['no-agreement'] : answer.because).map((policy) => ({ policy, ...sentencesOf(policy, files) }));
  const base = { allowed: answer.allowed, reasons, policyVersion: files.sha256.slice(0, 12) };
  if (!answer.allowed || resource.kind !== 'dataset') return base;
  const byAgreement = agreement && answer.because.every((policy) => policy.endsWith('-by-agreement'));
  if (!byAgreement) return { ...base, columns: 'all', rows: null };
  return { ...base, columns: agreement.columns ?? 'all', rows: agreement.rowFilter ? rowFilterSql(agreement.rowFilter) : null };
}

function sentencesOf(id: string, { policies }: PolicyFiles): { th: string; en: string } {
  const { th, en } = policies.find((policy) => policy.id === id) ?? UNSAID[id] ?? { th: id, en: id };
  return { th, en };
}
