import type { TrustedAgreement } from '@saphan/contracts/edge/trust';
import { Refusal } from '../edge-problem.ts';

const SIGNS: Record<string, string> = { eq: '=', ne: '<>', lt: '<', lte: '<=', gt: '>', gte: '>=' };

/** Conditions of an agreement as SQL, with their values. An operator that is not known lets no row through. */
export function whereOf(filter: TrustedAgreement['rowFilter'], quote: (name: string) => string, mark: (value: unknown) => string): string {
  const all = filter?.all ?? [];
  if (all.length === 0) return '';
  const conditions = all.map(({ column, op, value, values }) => {
    const name = quote(column);
    if (op === 'is-null') return `${name} is null`;
    if (op === 'in') return (values ?? []).length === 0 ? '1 = 0' : `${name} in (${(values ?? []).map(mark).join(', ')})`;
    const sign = SIGNS[op];
    if (sign === undefined || value === undefined) throw new Refusal(503, 'grant-unreadable', 'เงื่อนไขแถวของข้อตกลงใช้กับปลายทางนี้ไม่ได้', 'The row filter of the agreement cannot be applied here');
    return `${name} ${sign} ${mark(value)}`;
  });
  return ` where ${conditions.join(' and ')}`;
}
