import { useQuery } from '@tanstack/react-query';
import { formatNumber } from '@saphan/contracts/numbers';
import { apiUrl } from '../../api/client.ts';
import { quarantineQuery } from '../../api/queries.ts';
import { hasEnded } from '../../api/run-stream.ts';
import type { RejectSummary, Run } from '../../api/types.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { Badge } from '../../ui/badge.tsx';
import { ButtonLink, buttonClass } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Num } from '../../ui/figures.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Mark } from '../../ui/mark.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { RawValue } from '../../ui/raw-value.tsx';
import { Section } from '../../ui/section.tsx';

const samplesShown = 3;
const largeFindings = 3;

/** Rows that were kept out, by reason, largest first, each with samples and the way to mend them. */
export function FindingsSection({ run }: { run: Run }) {
  const words = useMessages().run.findings;
  const findings = [...run.rejects].sort((a, b) => b.count - a.count);
  if (findings.length === 0 && hasEnded(run.state) && run.progress.rowsRead === 0) return null;
  if (findings.length === 0) {
    const clean = hasEnded(run.state) && run.progress.rowsRead > 0 && run.progress.rowsBad === 0;
    return <Section title={words.title}><Empty icon={clean ? 'check' : 'quarantine'} title={clean ? words.clean : words.none}>{clean ? words.cleanWhy : words.noneWhy}</Empty></Section>;
  }
  return (
    <Section title={words.title} aside={run.quarantined && <div className="row no-print"><ButtonLink href={apiUrl(`/runs/${run.id}/quarantine.xlsx`)} download=""><Icon name="download" />{words.excel}</ButtonLink><PageLink className={buttonClass()} to={`/runs/${run.id}/quarantine`}>{words.quarantine}</PageLink></div>}>
      {findings.map((finding, at) => <Finding key={`${finding.code} ${finding.column}`} run={run} finding={finding} large={at < largeFindings} />)}
    </Section>
  );
}

function Finding({ run, finding, large }: { run: Run; finding: RejectSummary; large: boolean }) {
  const lang = useLang();
  const words = useMessages().run.findings;
  const title = useSay()(finding, 'column');
  const where = finding.column ? words.inColumn({ column: title || finding.column }) : words.wholeRow;
  const link = run.quarantined && <PageLink className="t14" to={`/runs/${run.id}/quarantine`} search={{ code: finding.code, column: finding.column ?? undefined }}>{words.all}</PageLink>;
  return (
    <article className={large ? 'panel issue' : 'panel issue small'}>
      <header>
        <div className="row"><Mark glyph="warn" /><h3>{finding[lang]}</h3><span className="muted t13">{where}{title && <> <code>{finding.column}</code></>}</span></div>
        <span className="row"><Badge tone="warn">{words.count({ count: formatNumber(finding.count) })}</Badge>{!large && link}</span>
      </header>
      {large && (
        <>
          <div className="body">{run.quarantined ? <Samples run={run} finding={finding} /> : <p className="t14 muted">{words.samplesLater}</p>}</div>
          <footer className="row-between"><span><b>{words.fix}</b> {lang === 'th' ? finding.fixTh : finding.fixEn}</span>{link}</footer>
        </>
      )}
    </article>
  );
}

function Samples({ run, finding }: { run: Run; finding: RejectSummary }) {
  const lang = useLang();
  const words = useMessages().run.findings;
  const { data } = useQuery(quarantineQuery(run.id, { code: finding.code, ...(finding.column && { column: finding.column }) }));
  const rows = data?.items.slice(0, samplesShown) ?? [];
  if (rows.length === 0) return null;
  return (
    <DataTable caption={words.samples} density="compact" rows={rows} rowKey={(row) => row.ordinal} columns={[
      { id: 'line', head: words.line, numeric: true, cell: (row) => <Num value={row.line} /> },
      { id: 'value', head: words.value, cell: (row) => (row.value ? <code className="raw"><mark>{row.value}</mark></code> : <RawValue raw={row.raw} value={row.column === null ? null : row.value} masked={row.masked} />) },
      { id: 'why', head: words.why, className: 'soft', cell: (row) => row[lang] },
    ]} />
  );
}
