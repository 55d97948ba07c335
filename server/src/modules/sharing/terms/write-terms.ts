import { createHash } from 'node:crypto';
import type { Terms } from '../schemas.ts';

/** Whom and what terms are between. */
export interface TermsAbout { readonly number: string; readonly version: number; readonly consumer: string; readonly provider: string; readonly service: string }

/** One value on one line, whatever is in it: as JSON has it. */
const line = (name: string, ...values: (string | number | boolean | null)[]): string => [name, ...values.map((value) => (typeof value === 'string' ? JSON.stringify(value) : String(value)))].join(' ');

/**
 * The one text of an agreement's version, which both parties sign: UTF-8 lines in a fixed order, `\n` between them, none at the end. Strings are JSON strings, what is not agreed is `null`.
 *
 * @returns the text and the SHA-256 of its bytes, hex.
 */
export function writeTerms(about: TermsAbout, terms: Terms): { text: string; sha256: string } {
  const { conditions, disclosure } = terms;
  const text = [
    'saphan-agreement/v1', line('number', about.number), line('version', about.version), line('consumer', about.consumer), line('provider', about.provider), line('service', about.service, terms.serviceVersion),
    line('personal', terms.personal), ...terms.purposes.map(({ code, th, en }) => line('purpose', code, th, en)), line('legal-basis', terms.legalBasis.code, terms.legalBasis.th, terms.legalBasis.en), line('law', terms.law),
    ...terms.operations.map((id) => line('operation', id)),
    ...(terms.fields === null ? [line('fields', 'every field that is not personal')] : terms.fields.map(({ name, personal, reason }) => line('field', name, personal, reason))),
    ...(terms.rowFilter === null ? [line('rows', 'all')] : terms.rowFilter.all.map(({ column, op, values }) => line('rows', column, op, ...values))),
    line('quota-per-day', terms.quotaPerDay), line('rate-per-second', terms.ratePerSecond), line('needs-case', terms.needsCase), line('min-assurance', terms.minAssurance),
    line('valid', terms.validFrom, terms.validTo), line('retention-days', conditions.retentionDays), line('onward-sharing', conditions.onwardSharing), line('deletion-proof', conditions.deletionProof),
    line('breach-hours', conditions.breachHours), line('condition', conditions.words), line('disclosure', disclosure.kind, disclosure.days, disclosure.reason),
  ].join('\n');
  return { text, sha256: sha256Of(text) };
}

export const sha256Of = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
