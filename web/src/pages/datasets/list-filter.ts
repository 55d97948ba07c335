import type { DatasetFilter } from '../../api/queries.ts';
import type { OverdueStep } from '../../api/types.ts';
import { textOf, type SearchText } from '../../app/search.ts';
import { stateOrder } from '../../ui/state-mark.ts';

const steps: readonly OverdueStep[] = ['no-source', 'contract', 'run', 'held', 'rejected'];

/** What is looked for, from the address; figures of the board lead here with more than the form offers. */
export function filterOf(search: SearchText): DatasetFilter {
  const linked = textOf(search['linked']);
  const filter = {
    agency: textOf(search['agency']), state: stateOrder.find((state) => state === search['state']), linked: linked === undefined ? undefined : linked === 'true', step: steps.find((step) => step === search['step']),
    dueFrom: textOf(search['dueFrom']), dueTo: textOf(search['dueTo']), asOf: textOf(search['asOf']), q: textOf(search['q']),
  };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

export const noFilter: SearchText = { agency: undefined, state: undefined, linked: undefined, step: undefined, dueFrom: undefined, dueTo: undefined, asOf: undefined, q: undefined, cursor: undefined };
