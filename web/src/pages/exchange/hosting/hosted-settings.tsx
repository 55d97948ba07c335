import { formatThaiDate } from '@saphan/contracts/dates';
import { formatNumber } from '@saphan/contracts/numbers';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { hostedServiceQuery, type HostedColumn, type HostedService } from '../../../api/hosting-queries.ts';
import { useLang, useMessages, useSay } from '../../../app/lang.ts';
import { useMay } from '../../../app/use-may.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../../ui/data-table.tsx';
import { Fact } from '../../../ui/fact.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { ChangeHostedDialog } from './change-hosted-dialog.tsx';
import { useConditionWords } from './condition-words.ts';

/** The owner's part of the page of a hosted service: what it gives, from which release, and the way to change it. */
export function HostedSettings({ slug }: { slug: string }) {
  const { hosting: words } = useMessages();
  const query = useQuery(hostedServiceQuery(slug));
  return <Loaded query={query} label={words.loading} lines={4}>{(service) => <Settings service={service} />}</Loaded>;
}

function Settings({ service }: { service: HostedService }) {
  const { hosting: words } = useMessages();
  const lang = useLang();
  const may = useMay();
  const [isChanging, setChanging] = useState(false);
  const note = words.settingsNote({ version: formatNumber(service.version), by: service.changedBy, day: formatThaiDate(service.changedAt, { style: 'withTime', lang }) });
  return (
    <Section id="hosting" title={words.settings} note={note} aside={may('hosting.offer-service') && service.state !== 'retired' && <Button look="small" onPress={() => setChanging(true)}>{words.change}</Button>}>
      <Facts service={service} />
      <Columns columns={service.columns} keys={service.key} />
      {isChanging && <ChangeHostedDialog service={service} onClose={() => setChanging(false)} />}
    </Section>
  );
}

function Facts({ service }: { service: HostedService }) {
  const { hosting: words } = useMessages();
  const say = useSay();
  const condition = useConditionWords(service.available);
  return (
    <dl className="facts">
      <Fact name={words.kind}>{words.kinds[service.kind]}</Fact>
      <Fact name={words.dataset}><PageLink to={`/datasets/${service.dataset.slug}`}>{say(service.dataset, 'title')}</PageLink></Fact>
      <Fact name={words.release}>{service.release ? <PageLink to={`/datasets/${service.dataset.slug}`} search={{ release: String(service.release.number) }}>{words.releaseNumber({ number: formatNumber(service.release.number) })}</PageLink> : words.noReleaseNow}</Fact>
      {service.key.length > 0 && <Fact name={words.key}><span className="mono">{service.key.join(', ')}</span></Fact>}
      {service.served && <Fact name={words.served}><Served served={service.served} /></Fact>}
      {service.kind === 'predicate' && <Fact name={words.conditions}><ul className="plain">{service.conditions.map((each) => <li key={each.name}><span className="mono">{each.name}</span> {say(each, 'title')} <span className="sub t13 muted">{condition(each)}</span></li>)}</ul></Fact>}
      {service.kind === 'aggregate' && <Fact name={words.groups}><span className="mono">{service.groupColumns.join(', ')}</span></Fact>}
      {service.kind === 'aggregate' && <Fact name={words.suppress}>{words.suppressRows({ count: formatNumber(service.suppressBelow) })}</Fact>}
    </dl>
  );
}

function Served({ served }: { served: NonNullable<HostedService['served']> }) {
  const { hosting: words } = useMessages();
  const lang = useLang();
  const number = formatNumber(served.release);
  if (served.state === 'filling') return <Badge glyph="run">{words.filling({ done: formatNumber(served.rows), of: formatNumber(served.of ?? 0) })}</Badge>;
  if (served.state === 'ready') return <Badge glyph="ok">{words.ready({ rows: formatNumber(served.rows), number })}</Badge>;
  if (served.state === 'dropped') return <Badge glyph="idle">{words.dropped}</Badge>;
  const told = served.problem;
  const [what, detail] = lang === 'th' ? [told?.th, told?.detailTh] : [told?.en, told?.detailEn];
  return <><Badge glyph="bad">{words.refused}</Badge> <span>{[what, detail].filter(Boolean).join(': ')}</span></>;
}

function Columns({ columns, keys }: { columns: readonly HostedColumn[]; keys: readonly string[] }) {
  const { hosting: words } = useMessages();
  const say = useSay();
  const shown: TableColumn<HostedColumn>[] = [
    { id: 'column', head: words.column, cell: (column) => <>{say(column, 'title') || column.name}<span className="sub t13 muted mono">{column.name}</span></> },
    { id: 'type', head: words.type, cell: (column) => words.types[column.type] ?? column.type },
    { id: 'key', head: words.key, cell: (column) => keys.includes(column.name) ? words.isKey : <span className="off">–</span> },
    { id: 'personal', head: words.personal, cell: (column) => column.personal === null ? words.notPersonal : <>{words.personalKinds[column.personal] ?? column.personal}{column.pseudonymised && <span className="sub t13 muted">{words.pseudonymised}</span>}</> },
  ];
  return <DataTable caption={words.columnsCaption} columns={shown} rows={columns} rowKey={({ name }) => name} rowHead="column" />;
}
