import type { Right } from '../../api/rights-queries.ts';
import type { Messages } from '../../messages/th/index.ts';

/** What an operation demands beside the role, in words: the strength, the age and the kind of proof. */
export function demandsOf({ demands, decidedBy }: Pick<Right, 'demands' | 'decidedBy'>, words: Messages['rights']['matrix']): string[] {
  return [
    ...(demands.aal === null ? [] : [words.aal({ level: demands.aal })]), ...(demands.ial === null ? [] : [words.ial({ level: demands.ial })]), ...(demands.freshMinutes === null ? [] : [words.fresh({ minutes: demands.freshMinutes })]),
    ...(['phishingResistant', 'best', 'notByToken'] as const).filter((name) => demands[name]).map((name) => words.demands[name] ?? name), ...(decidedBy === null ? [] : [words.decided[decidedBy] ?? decidedBy]),
  ];
}
