import { formatThaiDate } from '@saphan/contracts/dates';
import { formatNumber } from '@saphan/contracts/numbers';
import type { Traffic } from '../../../api/exchange-use-queries.ts';
import { useLang, useMessages } from '../../../app/lang.ts';
import { DataTable } from '../../../ui/data-table.tsx';

const HEIGHT = 96;
const total = (each: Traffic['moments'][number]) => each.answered + each.refused;

/** A bar a moment, what was refused on top; the figures stand in the table below. */
export function MomentsChart({ data }: { data: Traffic }) {
  const { traffic: words } = useMessages();
  const lang = useLang();
  const most = data.moments.reduce((best, each) => (total(each) > total(best) ? each : best), data.moments[0] ?? { at: data.to, answered: 0, refused: 0 });
  const used = data.moments.filter((each) => total(each) > 0);
  const at = (iso: string) => formatThaiDate(iso, { style: 'withTime', lang });
  const said = used.length === 0 ? words.quiet : words.reading({ most: formatNumber(total(most)), at: at(most.at), refused: formatNumber(data.refused) });
  const scale = HEIGHT / Math.max(1, total(most));
  return (
    <figure>
      <figcaption className="reading">{said}</figcaption>
      {used.length > 0 && <svg viewBox={`0 0 ${data.moments.length * 10} ${HEIGHT}`} width="100%" height={HEIGHT} preserveAspectRatio="none" role="img" aria-label={said}>
        {data.moments.map((each, n) => (
          <g key={each.at}>
            <rect x={n * 10 + 1} width={8} y={HEIGHT - each.answered * scale} height={each.answered * scale} fill="var(--cat-1)" />
            <rect x={n * 10 + 1} width={8} y={HEIGHT - total(each) * scale} height={each.refused * scale} fill="var(--bad-mark)"><title>{`${at(each.at)}: ${formatNumber(total(each))}`}</title></rect>
          </g>
        ))}
      </svg>}
      {used.length > 0 && (
        <details>
          <summary>{words.asTable}</summary>
          <DataTable caption={words.chart} rows={used} rowKey={(each) => each.at} rowHead="at" density="compact" columns={[
            { id: 'at', head: words.time, cell: (each) => at(each.at) }, { id: 'answered', head: words.answered, numeric: true, cell: (each) => formatNumber(each.answered) }, { id: 'refused', head: words.refused, numeric: true, cell: (each) => formatNumber(each.refused) },
          ]} />
        </details>
      )}
    </figure>
  );
}
