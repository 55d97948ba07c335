import { formatNumber } from '@saphan/contracts/numbers';
import { useState } from 'react';
import { useLang, useMessages, useSay } from '../../../app/lang.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { Select } from '../../../ui/select.tsx';
import { AreaLegend } from './area-legend.tsx';
import { AreaShapes } from './area-shapes.tsx';
import type { Area, ValuedArea } from './areas.ts';
import { amountText } from './chart-of.ts';
import { classesOf } from './classes.ts';
import { districtsOf } from './districts.ts';
import type { AreaMap } from './map-of.ts';

const ROWS = '';
const FEW = 8;
type Level = 'province' | 'district';

/** Areas coloured by how many rows they hold or by the mean of a column, in classes, with legend, reading and table. */
export function AreaFigure({ map }: { map: AreaMap }) {
  const words = useMessages().openDataset.map;
  const say = useSay();
  const [districts] = useState(() => districtsOf(map));
  const [level, setLevel] = useState<Level>(map.areas.length < 2 ? 'district' : 'province');
  const [amount, setAmount] = useState(ROWS);
  const titleOf = (name: string) => say(map.amounts.find((column) => column.name === name) ?? {}, 'title') || name;
  const valued = useValued(level === 'district' ? districts : map.areas, amount);
  const [top] = valued;
  const noun = level === 'district' ? words.district : words.province;
  const reading = [words.areas({ count: valued.length, level: noun }), top && (amount === ROWS ? words.most({ name: top.name, value: top.text }) : words.highest({ name: top.name, value: amountText(top.value) }))].filter(Boolean).join(' · ');
  const classes = classesOf(valued.map(({ value }) => value));
  const shown = amount === ROWS ? words.count : words.meanOf({ title: titleOf(amount) });
  return (
    <figure className="map-view">
      <AreaShapes key={level} areas={valued} classes={classes} label={`${shown}. ${reading}`} />
      <div>
        <figcaption className="reading">{reading}</figcaption>
        {districts.length > 1 && map.areas.length > 1 && <Segmented<Level> label={words.level} value={level} options={(['province', 'district'] as const).map((value) => ({ value, label: words.levels[value] }))} onChange={setLevel} />}
        {map.amounts.length > 0 && <Select label={words.shown} value={amount} onChange={setAmount} options={[{ value: ROWS, label: words.count }, ...map.amounts.map(({ name }) => ({ value: name, label: words.meanOf({ title: titleOf(name) }) }))]} />}
        <AreaLegend title={shown} classes={classes} />
        <AreaTable areas={valued} noun={words.levels[level]} shown={shown} caption={reading} />
        <Notes areas={valued} level={level} />
      </div>
    </figure>
  );
}

/** Areas that have a value, greatest first. */
function useValued(areas: readonly Area[], amount: string): ValuedArea[] {
  const words = useMessages().openDataset.map;
  const lang = useLang();
  return areas.flatMap((area) => {
    const value = amount === ROWS ? area.count : area.means[amount];
    if (value === undefined) return [];
    return [{ ...area, value, name: lang === 'th' ? area.nameTh : area.nameEn, text: amount === ROWS ? words.rows({ count: formatNumber(value) }) : words.mean({ value: amountText(value) }) }];
  }).sort((a, b) => b.value - a.value);
}

function AreaTable({ areas, noun, shown, caption }: { areas: readonly ValuedArea[]; noun: string; shown: string; caption: string }) {
  const { chart: { asTable } } = useMessages().openDataset;
  return (
    <details open={areas.length <= FEW}>
      <summary>{asTable}</summary>
      <DataTable caption={caption} rows={areas} rowKey={({ code }) => code} rowHead="name" density="compact" phones="scroll"
        columns={[{ id: 'name', head: noun, cell: ({ name }) => name }, { id: 'value', head: shown, numeric: true, cell: ({ value }) => amountText(value) }]} />
    </details>
  );
}

function Notes({ areas, level }: { areas: readonly ValuedArea[]; level: Level }) {
  const words = useMessages().openDataset.map;
  const placeless = level === 'district' ? areas.filter(({ place }) => !place).length : 0;
  const notes = [words.keys, ...level === 'district' ? [words.districtsAsDots] : [], ...placeless > 0 ? [words.placeless({ count: placeless })] : [], words.credit, ...level === 'district' ? [words.creditPlaces] : []];
  return <p className="t13 muted">{notes.join(' · ')}</p>;
}
