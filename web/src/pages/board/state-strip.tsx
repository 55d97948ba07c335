import { daysBetween, formatThaiDate } from '@saphan/contracts/dates';
import { formatNumber, formatPercent } from '@saphan/contracts/numbers';
import { ToggleButton } from 'react-aria-components';
import type { Board, DatasetState } from '../../api/types.ts';
import { useLang, useMessages } from '../../app/lang.ts';
import { Mark } from '../../ui/mark.tsx';
import { stateGlyph, stateOrder } from '../../ui/state-mark.ts';

const longLateDays = 30;

/** How many datasets are in each state; pressing one filters the matrix by it. */
export function StateStrip({ board, state, onFilter }: { board: Board; state: DatasetState | null; onFilter: (state: DatasetState | null) => void }) {
  const words = useMessages();
  const note = useNotes(board);
  const total = formatNumber(board.totals.datasets);
  return (
    <section className="section" aria-label={words.board.statesOf({ total })}>
      <div className="state-bar" role="img" aria-label={stateOrder.map((each) => `${words.states.long[each]} ${board.totals[each]}`).join(', ')}>
        {stateOrder.map((each) => board.totals[each] > 0 && <i key={each} data-s={each} style={{ flexGrow: board.totals[each] }} />)}
      </div>
      <div className="states" role="group" aria-label={words.board.filterBy}>
        {stateOrder.map((each) => (
          <ToggleButton key={each} className="state" isSelected={state === each} onChange={(on) => onFilter(on ? each : null)}>
            <span className="row"><Mark glyph={stateGlyph[each]} /><span>{words.states.long[each]}</span></span>
            <b className="num">{formatNumber(board.totals[each])}</b>
            <span className="sub">{note(each)}</span>
          </ToggleButton>
        ))}
      </div>
    </section>
  );
}

/** One further fact per state: share, spread over agencies, the long overdue, the next due date. */
function useNotes({ totals, agencies, overdue, asOf }: Board): (state: DatasetState) => string {
  const lang = useLang();
  const words = useMessages().board;
  return (state) => {
    if (totals[state] === 0) return words.nothing;
    if (state === 'fresh') return words.shareOfAll({ share: formatPercent(totals.fresh / totals.datasets, { decimals: 0 }) });
    const long = overdue.filter((item) => item.daysLate > longLateDays).length;
    if (state === 'overdue' && long > 0) return words.longLate({ count: long });
    if (state === 'planned') {
      const dates = agencies.flatMap((row) => row.cells).flatMap((cell) => (cell.state === 'planned' && cell.dueOn ? [cell.dueOn] : [])).filter((on) => daysBetween(asOf, on) >= 0).toSorted();
      const [next] = dates;
      if (next) return words.nextDue({ count: dates.filter((on) => on === next).length, date: formatThaiDate(next, { lang }) });
    }
    return words.inAgencies({ count: agencies.filter((row) => row.counts[state] > 0).length });
  };
}
