import { useState } from 'react';
import type { ReleaseColumn } from '../../api/types.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { Button } from '../../ui/button.tsx';
import { DatePicker } from '../../ui/date-picker.tsx';
import { Field } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Select } from '../../ui/select.tsx';
import { filterOps, needsValue, readFilter, writeFilter } from './row-filter.ts';

/** Conditions in force, each removable, and a form for one more. */
export function RowFilters({ columns, filters, onChange }: { columns: ReleaseColumn[]; filters: string[]; onChange: (filters: string[]) => void }) {
  const words = useMessages().dataset.rows;
  const say = useSay();
  const name = (text: string) => {
    const { column, op, value } = readFilter(text);
    const found = columns.find((each) => each.name === column);
    return `${found ? say(found, 'title') || column : column} ${words.ops[op] ?? op} ${value}`.trim();
  };
  return (
    <div className="stack no-print">
      <NewFilter columns={columns} onAdd={(filter) => onChange([...filters.filter((each) => each !== filter), filter])} />
      {filters.length > 0 && (
        <ul className="row">
          {filters.map((filter) => <li key={filter} className="tag">{name(filter)}<Button look={['quiet', 'icon', 'small']} aria-label={words.remove({ filter: name(filter) })} onPress={() => onChange(filters.filter((each) => each !== filter))}><Icon name="close" /></Button></li>)}
        </ul>
      )}
    </div>
  );
}

function NewFilter({ columns, onAdd }: { columns: ReleaseColumn[]; onAdd: (filter: string) => void }) {
  const words = useMessages().dataset.rows;
  const say = useSay();
  const [column, setColumn] = useState(columns[0]?.name ?? '');
  const [op, setOp] = useState('eq');
  const [value, setValue] = useState('');
  const isDay = op !== 'contains' && columns.find((each) => each.name === column)?.type === 'date';
  const ready = column !== '' && (!needsValue(op) || value !== '');
  return (
    <form className="filters" onSubmit={(event) => { event.preventDefault(); if (ready) { onAdd(writeFilter({ column, op, value })); setValue(''); } }}>
      <Select label={words.filterColumn} value={column} onChange={(next) => { setColumn(next); setValue(''); }} options={columns.map((each) => ({ value: each.name, label: say(each, 'title') || each.name }))} />
      <Select label={words.filterOp} value={op} onChange={setOp} options={filterOps.map((each) => ({ value: each, label: words.ops[each] ?? each }))} />
      {needsValue(op) && (isDay
        ? <DatePicker label={words.filterValue} value={value} onChange={setValue} />
        : <Field label={words.filterValue} value={value} onChange={setValue} />)}
      <Button type="submit">{words.add}</Button>
    </form>
  );
}
