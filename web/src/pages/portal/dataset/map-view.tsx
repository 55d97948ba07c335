import { formatNumber } from '@saphan/contracts/numbers';
import { useMessages } from '../../../app/lang.ts';
import type { AreaMap, PointMap } from './map-of.ts';
import { AreaFigure } from './area-figure.tsx';
import { Drawing } from './map-drawing.tsx';

const POINT_RADIUS = 6;

/** Where the rows lie: areas in the colours of their values, else points; with the same as words and a table. */
export function MapView({ map }: { map: AreaMap | PointMap }) {
  return map.kind === 'areas' ? <AreaFigure map={map} /> : <PointFigure map={map} />;
}

function PointFigure({ map: { points } }: { map: PointMap }) {
  const words = useMessages().openDataset.map;
  const reading = words.points({ count: formatNumber(points.length) });
  return (
    <figure className="map-view">
      <Drawing label={reading} role="img" fit={points.map(({ x, y }) => `${x},${y}`).join(' ')} outlined={null}>
        {(scale) => points.map(({ x, y }, at) => <circle key={at} cx={x} cy={y} r={POINT_RADIUS * scale} />)}
      </Drawing>
      <div>
        <figcaption className="reading">{reading}</figcaption>
        <p className="t13 muted">{words.credit}</p>
      </div>
    </figure>
  );
}
