import { useMessages } from '../../../app/lang.ts';
import { amountText } from './chart-of.ts';
import type { ValueClass } from './classes.ts';

/** What each colour stands for, least first, with how many places wear it. */
export function AreaLegend({ title, classes }: { title: string; classes: readonly ValueClass[] }) {
  const words = useMessages().openDataset.map;
  return (
    <div className="map-legend">
      <p className="t14">{title}</p>
      <ul aria-label={words.legend}>
        {classes.map(({ step, low, high, members }) => (
          <li key={step}><span className="swatch" data-step={step} aria-hidden="true" /><span className="num">{words.range({ low: amountText(low), high: amountText(high) })}</span> <span className="muted">{words.members({ count: members })}</span></li>
        ))}
        <li><span className="swatch" aria-hidden="true" />{words.nothing}</li>
      </ul>
    </div>
  );
}
