import { formatNumber } from '@saphan/contracts/numbers';
import type { ProposedDraft } from '../../api/link-types.ts';
import { useMessages, useTell } from '../../app/lang.ts';
import { Callout } from '../../ui/callout.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Rich } from '../../ui/rich.tsx';
import { Section } from '../../ui/section.tsx';
import { useDesk } from './desk.ts';
import { ReadingForm } from './reading-form.tsx';
import { StepFoot } from './step-foot.tsx';
import { useDraft } from './use-draft.ts';

/** How the file is read, what says so, and how sure that is; everything can be changed. */
export function ProfileStep() {
  const words = useMessages().link.profile;
  const { work } = useDesk();
  const query = useDraft();
  return (
    <>
      <Section title={words.title} note={work.raw?.name}>
        <Loaded query={query} label={words.loading} lines={8}>{(draft) => <Profile draft={draft} />}</Loaded>
        {query.isError && !query.data && <ReadingForm draft={null} />}
      </Section>
      <StepFoot back="file" next="contract" blocked={query.isFetching ? words.loading : work.contract === null ? words.loading : null} />
    </>
  );
}

function Profile({ draft }: { draft: ProposedDraft }) {
  const words = useMessages().link.profile;
  const { source } = useDesk().work;
  const { columns, rowsSeen, evidence } = draft;
  const sure = rowsSeen === 0 ? 'low' : evidence.confidence >= 0.85 ? 'high' : evidence.confidence >= 0.6 ? 'fair' : 'low';
  return (
    <>
      <p className="lede row"><Mark glyph={sure === 'low' ? 'warn' : 'ok'} /><span><Rich text={words.found({ columns: formatNumber(columns.length), rows: formatNumber(rowsSeen) })} /> · {words.sure[sure]}</span></p>
      {source && <p className="t14 soft">{words.sampleOf({ source: source.name ?? source.summary })}{source.cut && ` ${words.sampleCut}`}</p>}
      <ReadingForm draft={draft} />
      <Evidence draft={draft} />
      <FileTable draft={draft} />
    </>
  );
}

function Evidence({ draft: { evidence } }: { draft: ProposedDraft }) {
  const words = useMessages().link.profile;
  const tell = useTell();
  if (evidence.notes.length === 0) return <p className="t14 muted">{words.noEvidence}</p>;
  return (
    <Callout tone="idle" title={words.evidence} level={3}>
      <ul className="plain-list t14">{evidence.notes.map((note, at) => <li key={at}>{tell(note)}</li>)}</ul>
    </Callout>
  );
}

const rowsShown = 8;

function FileTable({ draft }: { draft: ProposedDraft }) {
  const words = useMessages().link.profile;
  const rows = draft.sampleRows.slice(0, rowsShown).map((cells, index) => ({ cells, index }));
  return (
    <section className="stack-1" aria-label={words.preview}>
      <h3>{words.preview}</h3>
      <p className="t14 muted">{words.previewNote}</p>
      <DataTable caption={words.preview} phones="scroll" density="compact" rows={rows} rowKey={(row) => row.index}
        columns={draft.columns.map(({ column }, at) => ({ id: String(at), head: column.source, className: 'nw', cell: (row: { cells: string[]; index: number }) => row.cells[at] || <span className="off">–</span> }))} />
    </section>
  );
}
