import type { Change, Terms } from '../schemas.ts';

/** A term as one text, so that two versions can be laid side by side; null where nothing is said. */
const shown: { [T in keyof Omit<Terms, 'conditions' | 'disclosure'>]: (terms: Terms) => string | null } = {
  serviceVersion: ({ serviceVersion }) => String(serviceVersion), personal: ({ personal }) => String(personal), purposes: ({ purposes }) => purposes.map(({ code, th }) => `${code}: ${th}`).join('\n'),
  legalBasis: ({ legalBasis }) => legalBasis.code, law: ({ law }) => law, operations: ({ operations }) => operations.join('\n'),
  fields: ({ fields }) => fields && fields.map(({ name, reason }) => (reason ? `${name}: ${reason}` : name)).join('\n'),
  rowFilter: ({ rowFilter }) => rowFilter && rowFilter.all.map(({ column, op, values }) => `${column} ${op} ${values.join(', ')}`.trim()).join('\n'),
  quotaPerDay: ({ quotaPerDay }) => String(quotaPerDay), ratePerSecond: ({ ratePerSecond }) => String(ratePerSecond), needsCase: ({ needsCase }) => String(needsCase), minAssurance: ({ minAssurance }) => String(minAssurance),
  validFrom: ({ validFrom }) => validFrom, validTo: ({ validTo }) => validTo,
};
const parts = (terms: Terms): Record<string, string | null> => ({
  ...Object.fromEntries(Object.entries(shown).map(([term, write]) => [term, write(terms)])),
  retentionDays: terms.conditions.retentionDays === null ? null : String(terms.conditions.retentionDays), onwardSharing: terms.conditions.onwardSharing, deletionProof: String(terms.conditions.deletionProof),
  breachHours: String(terms.conditions.breachHours), words: terms.conditions.words,
  disclosure: [terms.disclosure.kind, terms.disclosure.days, terms.disclosure.reason].filter((each) => each !== null).join(' '),
});

/** What differs between two versions, term by term. */
export function compareTerms(before: Terms, after: Terms): Change[] {
  const [was, is] = [parts(before), parts(after)];
  return Object.keys(is).filter((term) => was[term] !== is[term]).map((term) => ({ term, before: was[term] ?? null, after: is[term] ?? null }));
}
