import { addDays, todayInBangkok } from '@saphan/contracts/dates';
import type { AgreementTerms, AgreementWords, AskedTerms } from '../../../api/agreement-queries.ts';

export interface PurposeDraft { code: string; th: string; en: string }
export interface RowDraft { column: string; op: keyof typeof opNames; values: string }
const opNames = { eq: 0, ne: 0, lt: 0, lte: 0, gt: 0, gte: 0, in: 0, 'is-null': 0 };
export const ops = Object.keys(opNames) as (keyof typeof opNames)[];

/** Terms being written; nothing is `''`, figures are text until they are sent. */
export interface Draft {
  systemPath: string; operations: readonly string[]; allFields: boolean;
  /** Name to reason; a field without one has `''`. */
  fields: Readonly<Record<string, string>>; freeFields: string; rows: readonly RowDraft[]; purposes: readonly PurposeDraft[]; legalBasis: string; law: string; quotaPerDay: string; ratePerSecond: string; needsCase: boolean; minAssurance: string;
  validFrom: string; validTo: string; retentionDays: string; onwardSharing: string; deletionProof: boolean; breachHours: string; words: string; disclosure: 'now' | 'delayed'; delayDays: string; delayReason: string;
}

const YEAR = 365;

/** A new one, as most ask. */
export function emptyDraft({ service, systems, onwardSharing }: AgreementWords): Draft {
  const today = todayInBangkok(new Date());
  return {
    systemPath: systems[0]?.path ?? '', operations: service.operations.map(({ id }) => id), allFields: true, fields: {}, freeFields: '', rows: [], purposes: [], legalBasis: '', law: '', quotaPerDay: '1000', ratePerSecond: '5',
    needsCase: service.personal, minAssurance: String(Math.max(service.minAssurance, 1)), validFrom: today, validTo: addDays(today, YEAR), retentionDays: '90', onwardSharing: onwardSharing[0]?.code ?? '', deletionProof: service.personal,
    breachHours: '24', words: '', disclosure: 'now', delayDays: '', delayReason: '',
  };
}

/** Terms that are there. */
export function draftOf(systemPath: string, terms: AgreementTerms): Draft {
  const { conditions, disclosure } = terms;
  return {
    systemPath, operations: terms.operations, allFields: terms.fields === null, fields: Object.fromEntries((terms.fields ?? []).map(({ name, reason }) => [name, reason ?? ''])),
    freeFields: (terms.fields ?? []).map(({ name, reason }) => (reason ? `${name}: ${reason}` : name)).join('\n'), rows: (terms.rowFilter?.all ?? []).map(({ column, op, values }) => ({ column, op, values: values.join(', ') })),
    purposes: terms.purposes, legalBasis: terms.legalBasis.code, law: terms.law ?? '', quotaPerDay: String(terms.quotaPerDay), ratePerSecond: String(terms.ratePerSecond), needsCase: terms.needsCase, minAssurance: String(terms.minAssurance),
    validFrom: terms.validFrom, validTo: terms.validTo, retentionDays: conditions.retentionDays === null ? '' : String(conditions.retentionDays), onwardSharing: conditions.onwardSharing, deletionProof: conditions.deletionProof,
    breachHours: String(conditions.breachHours), words: conditions.words ?? '', disclosure: disclosure.kind, delayDays: disclosure.days === null ? '' : String(disclosure.days), delayReason: disclosure.reason ?? '',
  };
}

/** A figure as somebody wrote it, with commas or spaces; nothing readable is 0, which the server refuses with its place. */
const figure = (text: string): number => Math.trunc(Number(text.replace(/[,\s]/g, ''))) || 0;

/** As the API takes it. @param known whether the service's columns are known. */
export function askedOf(draft: Draft, known: boolean): AskedTerms {
  const chosen = known ? Object.entries(draft.fields).map(([name, reason]) => ({ name, reason: reason.trim() || null })) : freeFieldsOf(draft.freeFields);
  const rows = draft.rows.map(({ column, op, values }) => ({ column, op, values: op === 'is-null' ? [] : values.split(',').map((each) => each.trim()).filter((each) => each !== '') }));
  return {
    purposes: draft.purposes.map(({ code, th, en }) => ({ code: code.trim(), th: th.trim(), en: en.trim() })), legalBasis: draft.legalBasis, law: draft.law.trim() || null, operations: [...draft.operations],
    fields: draft.allFields ? null : chosen, rowFilter: rows.length > 0 ? { all: rows } : null, quotaPerDay: figure(draft.quotaPerDay), ratePerSecond: figure(draft.ratePerSecond), needsCase: draft.needsCase, minAssurance: Number(draft.minAssurance),
    validFrom: draft.validFrom, validTo: draft.validTo,
    conditions: { retentionDays: figure(draft.retentionDays) || null, onwardSharing: draft.onwardSharing, deletionProof: draft.deletionProof, breachHours: figure(draft.breachHours), words: draft.words.trim() || null },
    disclosure: draft.disclosure === 'now' ? { kind: 'now', days: null, reason: null } : { kind: 'delayed', days: figure(draft.delayDays) || null, reason: draft.delayReason || null },
  };
}

/** `name: reason` a line; what has a reason is meant as personal. */
const freeFieldsOf = (text: string) => text.split('\n').map((line) => line.trim()).filter((line) => line !== '').map((line) => {
  const [name = '', ...reason] = line.split(':');
  const why = reason.join(':').trim();
  return { name: name.trim(), personal: why !== '', reason: why || null };
});
