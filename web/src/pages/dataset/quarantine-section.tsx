import { formatNumber } from '@saphan/contracts/numbers';
import { apiUrl } from '../../api/client.ts';
import type { RejectSummary, Run } from '../../api/types.ts';
import { useLang, useMessages } from '../../app/lang.ts';
import { ButtonLink, buttonClass } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Num } from '../../ui/figures.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Section } from '../../ui/section.tsx';

/** Rows the last run kept out, by reason, with the way to mend them. */
export function QuarantineSection({ run }: { run: Run | null }) {
  const { quarantine: words, sections } = useMessages().dataset;
  if (!run) return <Section id="quarantine" title={sections.quarantine}><Empty icon="quarantine" title={words.noRun}>{words.noRunWhy}</Empty></Section>;
  const { rowsBad, rowsRead } = run.progress;
  if (rowsBad === 0) return <Section id="quarantine" title={sections.quarantine}><Empty icon="check" title={words.none}>{words.noneWhy}</Empty></Section>;
  return (
    <Section id="quarantine" title={words.title({ count: formatNumber(rowsBad), read: formatNumber(rowsRead) })} note={run.state === 'published' ? words.note : words.noteUnpublished}
      aside={<div className="row no-print"><ButtonLink href={apiUrl(`/runs/${run.id}/quarantine.xlsx`)} download=""><Icon name="download" />{words.excel}</ButtonLink><PageLink className={buttonClass()} to={`/runs/${run.id}/quarantine`}>{words.open}</PageLink></div>}>
      <Reasons rejects={run.rejects} />
    </Section>
  );
}

function Reasons({ rejects }: { rejects: RejectSummary[] }) {
  const lang = useLang();
  const words = useMessages().dataset.quarantine;
  return (
    <DataTable caption={words.why} rows={rejects} rowKey={(reject) => `${reject.code} ${reject.column}`} rowHead="why" columns={[
      { id: 'why', head: words.why, cell: (reject) => <>{reject[lang]}<code className="sub">{reject.code}</code></> },
      { id: 'column', head: words.column, cell: (reject) => (reject.column ? <code>{reject.column}</code> : words.wholeRow) },
      { id: 'count', head: words.count, numeric: true, cell: (reject) => <Num value={reject.count} /> },
      { id: 'fix', head: words.fix, className: 'soft', cell: (reject) => (lang === 'th' ? reject.fixTh : reject.fixEn) },
    ]} />
  );
}
