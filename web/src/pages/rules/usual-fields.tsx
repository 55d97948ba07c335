import type { Anomaly } from '@saphan/contracts/contract';
import { formatNumber, formatPercent } from '@saphan/contracts/numbers';
import { defaultAnomaly } from '@saphan/contracts/odcs/defaults';
import { useQuery } from '@tanstack/react-query';
import { usualFiguresQuery, type UsualFigures } from '../../api/rule-queries.ts';
import { useMessages } from '../../app/lang.ts';
import { Section } from '../../ui/section.tsx';
import { Select } from '../../ui/select.tsx';

const kinds = ['volume', 'nulls', 'freshness'] as const;

/** What is done about a release that is unlike the ones before, and what those were. */
export function UsualFields({ slug, anomaly, onChange }: { slug: string; anomaly: Anomaly | undefined; onChange: (anomaly: Anomaly) => void }) {
  const words = useMessages().rules.usual;
  const usual = useQuery(usualFiguresQuery(slug));
  const now = anomaly ?? defaultAnomaly;
  const said = useSaid();
  const options = (['hold', 'warn', 'off'] as const).map((value) => ({ value, label: words.handling[value] ?? value }));
  return (
    <Section id="usual" title={words.title} note={words.note}>
      <div className="panel"><div className="body field-grid">
        {kinds.map((kind) => <Select key={kind} label={words[kind]} value={now[kind]} options={options} hint={usual.data ? said(kind, usual.data) : words.loading} onChange={(value) => onChange({ ...now, [kind]: value as Anomaly['volume'] })} />)}
      </div></div>
    </Section>
  );
}

/** The history in a sentence. */
function useSaid(): (kind: (typeof kinds)[number], usual: UsualFigures) => string {
  const { rules: { usual: words }, schedule: { form: { weekdays } } } = useMessages();
  return (kind, { releases, least, volume, freshness, nulls }) => {
    const tooFew = words.tooFew({ releases, least });
    if (kind === 'nulls') return nulls.length === 0 ? tooFew : nulls.slice(0, 3).map(({ column, low, high }) => words.ofColumn({ column, low: formatPercent(low), high: formatPercent(high) })).join(' · ');
    const figure = kind === 'volume' ? volume : freshness;
    if (!figure) return kind === 'freshness' && releases >= least ? words.noDate : tooFew;
    const shown = (value: number) => formatNumber(Math.round(value));
    const usual = kind === 'freshness' ? words.days({ days: shown(figure.usual) }) : shown(figure.usual);
    const figures = { count: figure.count, low: shown(figure.low), high: shown(figure.high), usual };
    return figure.weekday === null ? words.said(figures) : words.saidOn({ ...figures, day: weekdays[(figure.weekday + 6) % 7] ?? '' });
  };
}
