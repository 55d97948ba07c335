import { formatBytes, formatNumber } from '@saphan/contracts/numbers';
import type { ReactNode } from 'react';
import type { Operations } from '../../api/operations-queries.ts';
import { useMessages } from '../../app/lang.ts';
import { Badge } from '../../ui/badge.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Fact } from '../../ui/fact.tsx';
import { Bytes, Num, ThaiDate } from '../../ui/figures.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Meter } from '../../ui/meter.tsx';
import { Section } from '../../ui/section.tsx';

/** Space, backups, release, events and sweeps. */
export function HouseTables({ data }: { data: Operations }) {
  return <><Space disk={data.disk} /><Backups backups={data.backups} version={data.version} /><Consumers consumers={data.consumers} /><Sweeps sweeps={data.sweeps} asOf={data.asOf} /></>;
}

const stores = ['register', 'raw', 'lake'] as const;
const tones = { fine: 'ok', watch: 'warn', act: 'bad' } as const;

function Space({ disk }: { disk: Operations['disk'] }) {
  const { operations: words } = useMessages();
  const rows = stores.map((name) => ({ name, of: disk.stores[name], bytes: name === 'register' ? disk.databaseBytes : disk.stores[name]?.bytes ?? null }));
  const said = words.diskUsed({ free: formatBytes(disk.freeBytes), total: formatBytes(disk.totalBytes) });
  const columns: TableColumn<(typeof rows)[number]>[] = [
    { id: 'store', head: words.store, cell: ({ name }) => words.stores[name] },
    { id: 'size', head: words.size, numeric: true, cell: ({ bytes }) => bytes === null ? <span className="muted">{words.notMeasured}</span> : <Bytes value={bytes} /> },
    { id: 'count', head: words.count, numeric: true, cell: ({ name, of }) => of && name !== 'register' ? <Num value={of.objects} /> : <span className="off">–</span> },
    { id: 'growth', head: words.growth, numeric: true, cell: ({ of }) => of?.weekAgoBytes == null ? <span className="off">–</span> : <Bytes value={Math.max(0, of.bytes - of.weekAgoBytes)} /> },
    { id: 'measured', head: words.measured, cell: ({ of }) => <ThaiDate iso={of?.takenAt} style="withTime" /> },
  ];
  return (
    <Section id="disk" title={words.disk} note={words.diskNote(disk)}>
      <p className="t14 soft">{said}</p>
      <Meter label={words.disk} value={disk.totalBytes - disk.freeBytes} max={disk.totalBytes} said={said} tone={tones[disk.level]} />
      <DataTable caption={words.disk} columns={columns} rows={rows} rowKey={({ name }) => name} rowHead="store" />
    </Section>
  );
}

function Backups({ backups: { backup, drill }, version }: { backups: Operations['backups']; version: Operations['version'] }) {
  const { operations: words } = useMessages();
  const never = <Badge glyph="warn">{words.never}</Badge>;
  return (
    <Section id="backups" title={words.backups}>
      <dl className="facts">
        <Fact name={words.lastBackup}>{backup ? <><ThaiDate iso={backup.at} style="withTime" /> <span className="soft">{words.backupSaid({ releases: formatNumber(backup.releases), id: backup.id })}</span> {backup.missing > 0 && <Badge glyph="bad">{words.backupLacks({ missing: formatNumber(backup.missing) })}</Badge>}</> : never}</Fact>
        <Fact name={words.lastDrill}>{drill ? <><ThaiDate iso={drill.at} style="withTime" /> {drill.mismatches === 0 ? <Badge glyph="ok">{words.drillGood({ releases: formatNumber(drill.releases) })}</Badge> : <Badge glyph="bad">{words.drillBad({ mismatches: formatNumber(drill.mismatches) })}</Badge>}</> : never}</Fact>
        <Fact name={words.running}>{version.running}</Fact>
        <Fact name={words.migrations}>{version.missing.length > 0 ? <Badge glyph="bad">{words.migrationsMissing({ count: formatNumber(version.missing.length) })}</Badge> : words.migrationsSaid({ count: formatNumber(version.migrations) })}</Fact>
        {version.lastMigration && <Fact name={words.lastMigration}><ThaiDate iso={version.lastMigration.at} style="withTime" /> <span className="mono t13 wrap-anywhere">{version.lastMigration.name}</span></Fact>}
      </dl>
    </Section>
  );
}

function Consumers({ consumers }: { consumers: Operations['consumers'] }) {
  const { operations: words } = useMessages();
  const columns: TableColumn<(typeof consumers)[number]>[] = [
    { id: 'name', head: words.consumer, cell: ({ name }) => <span className="mono t13">{name}</span> },
    { id: 'state', head: words.state, cell: ({ failures, behind }) => failures > 0 ? <Badge glyph="fail">{words.failures({ count: failures })}</Badge> : behind > 0 ? <Badge glyph="run">{words.busy}</Badge> : <Badge glyph="ok">{words.heardAll}</Badge> },
    { id: 'behind', head: words.behind, numeric: true, cell: ({ behind }) => <Num value={behind} /> },
    { id: 'oldest', head: words.oldestEvent, cell: ({ oldestAt }) => <ThaiDate iso={oldestAt} near /> },
    { id: 'error', head: words.error, cell: ({ lastError }) => lastError ? <span className="t13 wrap-anywhere">{lastError}</span> : <span className="off">–</span> },
  ];
  const bad = consumers.filter(({ failures, behind }) => failures > 0 || behind > 0);
  return (
    <Section id="consumers" title={words.consumers} note={words.consumersNote}>
      {bad.length > 0 && <DataTable caption={words.consumers} columns={columns} rows={bad} rowKey={({ name }) => name} rowHead="name" />}
      <Well count={consumers.length - bad.length}><DataTable caption={words.consumers} columns={columns} rows={consumers.filter((each) => !bad.includes(each))} rowKey={({ name }) => name} rowHead="name" /></Well>
    </Section>
  );
}

function Sweeps({ sweeps, asOf }: { sweeps: Operations['sweeps']; asOf: string }) {
  const { operations: words } = useMessages();
  const columns: TableColumn<(typeof sweeps)[number]>[] = [
    { id: 'name', head: words.sweepName, cell: ({ name }) => <span className="mono t13">{name}</span> },
    { id: 'state', head: words.state, cell: ({ failures, worker }) => failures > 0 ? <Badge glyph="fail">{words.failures({ count: failures })}</Badge> : worker ? <Badge glyph="run">{words.busy}</Badge> : <Badge glyph="ok">{words.done}</Badge> },
    { id: 'ended', head: words.endedAt, cell: ({ endedAt }) => <ThaiDate iso={endedAt} style="withTime" /> },
    { id: 'next', head: words.nextAt, cell: ({ nextAt }) => <ThaiDate iso={nextAt > asOf ? nextAt : asOf} style="withTime" /> },
    { id: 'error', head: words.error, cell: ({ lastError }) => lastError ? <span className="t13 wrap-anywhere">{lastError}</span> : <span className="off">–</span> },
  ];
  const bad = sweeps.filter(({ failures }) => failures > 0);
  return (
    <Section id="sweeps" title={words.sweeps} note={words.sweepsNote}>
      {bad.length > 0 && <DataTable caption={words.sweeps} columns={columns} rows={bad} rowKey={({ name }) => name} rowHead="name" />}
      <Well count={sweeps.length - bad.length}><DataTable caption={words.sweeps} columns={columns} rows={sweeps.filter((each) => !bad.includes(each))} rowKey={({ name }) => name} rowHead="name" /></Well>
    </Section>
  );
}

/** What is well needs no reading, and is there for whoever wants it. */
function Well({ count, children }: { count: number; children: ReactNode }) {
  const { operations: words } = useMessages();
  if (count === 0) return null;
  return <details className="operations-well"><summary className="t14"><Mark glyph="ok" /> {words.well({ count })}</summary>{children}</details>;
}
