import { type CalendarDate, parseDate } from '@internationalized/date';
import { parseIsoDate } from '@saphan/contracts/dates';
import { type ReactNode, useState } from 'react';
import {
  Button, Calendar, CalendarCell, CalendarGrid, CalendarGridBody, CalendarGridHeader, CalendarHeaderCell, DateInput,
  DatePicker as AriaDatePicker, DateSegment, Dialog, Group, Heading, Label, Popover,
} from 'react-aria-components';
import { useMessages } from '../app/lang.ts';
import { FieldNotes } from './field.tsx';
import { Icon } from './icon.tsx';

/** A calendar day. Shown in the Buddhist era in Thai and the common era in English; `value` stays `YYYY-MM-DD`. */
export function DatePicker({ label, value, onChange, min, max, hint, error }: {
  label: string; value: string; onChange: (iso: string) => void; min?: string; max?: string; hint?: ReactNode; error?: string | null;
}) {
  const words = useMessages().shell.dates;
  const [typing, setTyping] = useState<CalendarDate | null>(null);
  const choose = (day: CalendarDate | null) => {
    if (!day) return;
    const iso = isoOf(day);
    setTyping(isUsualYear(iso) ? null : day);
    if (isUsualYear(iso)) onChange(iso);
  };
  return (
    <AriaDatePicker className="field" value={typing ?? (parseIsoDate(value) ? parseDate(value) : null)} isInvalid={Boolean(error)} validationBehavior="aria"
      minValue={min ? parseDate(min) : null} maxValue={max ? parseDate(max) : null} granularity="day"
      onChange={choose}>
      <Label className="label">{label}</Label>
      <Group className="datefield">
        <DateInput className="row-tight">{(segment) => <DateSegment segment={segment} />}</DateInput>
        <Button className="btn btn-icon" aria-label={words.open}><Icon name="calendar" /></Button>
      </Group>
      <FieldNotes hint={hint} error={error} />
      <Popover className="popover"><Dialog aria-label={label}><MonthView previous={words.previous} next={words.next} /></Dialog></Popover>
    </AriaDatePicker>
  );
}

/** React Aria hands back the calendar of the locale; the address and the API want the common era. */
function isoOf(day: { toDate(zone: string): Date }): string {
  const date = day.toDate('UTC');
  return date.toISOString().slice(0, 10);
}

/** While a year is typed, its first digits are a year too: 2 of the Buddhist era lies before Christ. */
const isUsualYear = (iso: string) => /^(?:19|20|21)\d\d-/.test(iso);

function MonthView({ previous, next }: { previous: string; next: string }) {
  return (
    <Calendar className="calendar">
      <div className="month">
        <Button slot="previous" className="btn btn-quiet btn-icon" aria-label={previous}><Icon name="left" /></Button>
        <Heading className="w6 t14" />
        <Button slot="next" className="btn btn-quiet btn-icon" aria-label={next}><Icon name="right" /></Button>
      </div>
      <CalendarGrid weekdayStyle="narrow">
        <CalendarGridHeader>{(day) => <CalendarHeaderCell>{day}</CalendarHeaderCell>}</CalendarGridHeader>
        <CalendarGridBody>{(date) => <CalendarCell date={date} />}</CalendarGridBody>
      </CalendarGrid>
    </Calendar>
  );
}
