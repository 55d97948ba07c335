import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ToggleButton } from 'react-aria-components';
import { runLogQuery } from '../../api/queries.ts';
import type { LogLine } from '../../api/types.ts';
import { useMessages, useTell } from '../../app/lang.ts';
import { Icon } from '../../ui/icon.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Section } from '../../ui/section.tsx';
import { Segmented } from '../../ui/segmented.tsx';

type Level = 'all' | 'warn' | 'error';

/** What the run said, line by line; speaks aloud only when asked to follow. */
export function RunLog({ id }: { id: number }) {
  const words = useMessages().run.log;
  const query = useQuery(runLogQuery(id));
  const [level, setLevel] = useState<Level>('all');
  const [follow, setFollow] = useState(false);
  const lines = query.data?.items ?? [];
  const count = (wanted: string) => lines.filter((line) => line.level === wanted).length;
  return (
    <Section id="log" title={words.title} aside={
      <div className="row no-print">
        <Segmented label={words.level} value={level} onChange={setLevel} options={[
          { value: 'all', label: words.all }, { value: 'warn', label: words.warnings({ count: count('warn') }) }, { value: 'error', label: words.errors({ count: count('error') }) },
        ]} />
        <ToggleButton className="btn" isSelected={follow} onChange={setFollow}><Icon name="down" />{words.follow}</ToggleButton>
      </div>
    }>
      <Loaded query={query} label={words.loading}>{({ items }) => <Lines lines={items.filter((line) => level === 'all' || line.level === level)} follow={follow} />}</Loaded>
    </Section>
  );
}

function Lines({ lines, follow }: { lines: LogLine[]; follow: boolean }) {
  const words = useMessages().run.log;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => { if (follow && box.current) box.current.scrollTop = box.current.scrollHeight; }, [follow, lines.length]);
  return (
    <div className="code log" role="log" aria-live={follow ? 'polite' : 'off'} aria-labelledby="log-title" tabIndex={0} ref={box}>
      {lines.length === 0 ? <p className="t14 muted log-none">{words.none}</p> : <ol>{lines.map((line) => <Line key={line.id} line={line} />)}</ol>}
    </div>
  );
}

function Line({ line }: { line: LogLine }) {
  const words = useMessages().run;
  const tell = useTell();
  return (
    <li data-s={line.level}>
      <time dateTime={line.at}>{timeOf(line.at)}</time>
      <span className="lv">{line.level !== 'info' && <Mark glyph={line.level === 'warn' ? 'warn' : 'bad'} />}{words.log.levels[line.level] ?? line.level}</span>
      <span>{words.flow.names[line.step] ?? line.step} · {tell(line)}</span>
    </li>
  );
}

const bangkokMs = 7 * 3_600_000;

/** Clock time in Bangkok with milliseconds, as engineers read logs. */
function timeOf(iso: string): string {
  return new Date(Date.parse(iso) + bangkokMs).toISOString().slice(11, 23);
}
