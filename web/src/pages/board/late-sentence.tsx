import { formatNumber } from '@saphan/contracts/numbers';
import type { Board } from '../../api/types.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Rich } from '../../ui/rich.tsx';
import { lateness, listBehind } from './scope.ts';

/** Who is late, how many, and where most are stuck; each figure opens its list. */
export function LateSentence({ board, chosen }: { board: Board; chosen: string | undefined }) {
  const say = useSay();
  const words = useMessages().board;
  const { count, agencies, worst, stuck } = lateness(board);
  const [first, step] = [worst?.[0], stuck?.[0]];
  if (!worst || !stuck || !first || !step) return null;
  const one = agencies === 1 && board.agencies.length === 1 ? first.agency.id : undefined;
  const behind = (more: Parameters<typeof listBehind>[0]) => listBehind({ state: 'overdue', agency: one, ...more }, board, chosen);
  return (
    <p className="late-who">
      <Rich text={words.lateWho({ agencies, count: formatNumber(count) })} links={[behind({})]} />
      {agencies > 1 && <> · <Rich text={words.lateMost({ agency: say(first.agency, 'name'), count: worst.length })} links={[behind({ agency: first.agency.id })]} /></>}
      {' · '}<Rich text={words.lateStuck({ step: say(step, 'step'), count: stuck.length })} links={[behind({ step: step.step })]} />
    </p>
  );
}
