import thailand from '@svg-maps/thailand';
import { formatNumber } from '@saphan/contracts/numbers';
import { useLang, useMessages } from '../../../app/lang.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import type { PointMap, ProvinceMap } from './map-of.ts';

const outlines: { viewBox: string; locations: { id: string; path: string }[] } = thailand;
const STEPS = 5;
const TABLE_ROWS = 77;

/** The provinces with how many rows lie in each, or the rows as points; with the same as words and a table. */
export function MapView({ map }: { map: ProvinceMap | PointMap }) {
  const { map: words, chart: { asTable } } = useMessages().openDataset;
  const lang = useLang();
  const most = map.kind === 'provinces' ? map.counts[0]?.count ?? 1 : 1;
  const counted = new Map(map.kind === 'provinces' ? map.counts.map((each) => [each.outline, each]) : []);
  const reading = map.kind === 'provinces' ? words.provinces({ count: map.counts.length }) : words.points({ count: formatNumber(map.points.length) });
  const nameOf = (each: ProvinceMap['counts'][number]) => (lang === 'th' ? each.nameTh : each.nameEn);
  return (
    <figure className="map-view">
      <svg viewBox={outlines.viewBox} role="img" aria-label={reading}>
        {outlines.locations.map(({ id, path }) => {
          const found = counted.get(id);
          return <path key={id} d={path} data-step={found && Math.max(1, Math.ceil((found.count / most) * STEPS))}>{found && <title>{words.rows({ name: nameOf(found), count: formatNumber(found.count) })}</title>}</path>;
        })}
        {map.kind === 'points' && map.points.map(({ x, y }, at) => <circle key={at} cx={x} cy={y} r={6} />)}
      </svg>
      <div>
        <figcaption className="reading">{reading}</figcaption>
        {map.kind === 'provinces' && (
          <details open={map.counts.length <= 8}>
            <summary>{asTable}</summary>
            <DataTable caption={reading} rows={map.counts.slice(0, TABLE_ROWS)} rowKey={(each) => each.code} rowHead="name" density="compact" phones="scroll"
              columns={[{ id: 'name', head: words.province, cell: nameOf }, { id: 'count', head: words.count, numeric: true, cell: (each) => formatNumber(each.count) }]} />
          </details>
        )}
        <p className="t13 muted">{words.credit}</p>
      </div>
    </figure>
  );
}
