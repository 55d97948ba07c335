import { formatThaiDate } from '@saphan/contracts/dates';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { agencyQuery, type AgencyChange, type AgencyHistory } from '../../api/agency-queries.ts';
import { api, told } from '../../api/client.ts';
import { useAct } from '../../api/use-act.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { Page } from '../../app/page.tsx';
import { useMay } from '../../app/use-may.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { Section } from '../../ui/section.tsx';
import { AgencyState } from './agencies-page.tsx';
import { EndAgencyDialog, MergeDialog, RenameDialog, SplitDialog } from './change-dialogs.tsx';

const dialogs = { rename: RenameDialog, merge: MergeDialog, split: SplitDialog, end: EndAgencyDialog } as const;
type What = keyof typeof dialogs;

/** One agency: what it was called, what was decided about it, and what it took over. */
export function AgencyPage() {
  const words = useMessages();
  const say = useSay();
  const { id = '' } = useParams({ strict: false });
  const query = useQuery(agencyQuery(id));
  const name = query.data ? say(query.data.agency, 'name') : id;
  return (
    <Page title={name} crumbs={[words.shell.navGroups.administration, words.agencies.title, name]}>
      {query.data ? <Agency history={query.data} /> : <><PageHead title={name} /><Loaded query={query} label={words.agencies.historyLoading} lines={6}>{() => null}</Loaded></>}
    </Page>
  );
}

function Agency({ history }: { history: AgencyHistory }) {
  const { agencies: words } = useMessages();
  const say = useSay();
  const may = useMay();
  const [open, setOpen] = useState<What | null>(null);
  const { agency } = history;
  const closed = agency.endedOn === null ? null : words.endedAlready;
  const Dialog = open && dialogs[open];
  const buttons: What[] = [...(may('organisations.change-agencies') ? ['rename' as const] : []), ...(may('organisations.move-agencies') ? ['merge' as const, 'split' as const, 'end' as const] : [])];
  return (
    <>
      <PageHead kicker={say(agency, 'abbr')} title={say(agency, 'name')} lead={<AgencyState agency={agency} />}
        actions={<><PageLink className="btn" to="/people" search={{ agency: agency.id }}>{words.units}</PageLink><PageLink className="btn" to="/datasets" search={{ agency: agency.id }}>{words.ofDatasets}</PageLink></>} />
      {buttons.length > 0 && <div className="row no-print">{buttons.map((what) => <Button key={what} unavailable={closed} onPress={() => setOpen(what)}>{words[what]}</Button>)}</div>}
      <NamesOf history={history} />
      <ChangesOf history={history} />
      {Dialog && <Dialog history={history} onClose={() => setOpen(null)} />}
    </>
  );
}

function NamesOf({ history: { names } }: { history: AgencyHistory }) {
  const { agencies: words } = useMessages();
  const say = useSay();
  const columns: TableColumn<AgencyHistory['names'][number]>[] = [
    { id: 'name', head: words.name, cell: (name) => say(name, 'name') },
    { id: 'abbr', head: words.abbr, cell: (name) => say(name, 'abbr') },
    { id: 'from', head: words.from, cell: (name) => (name.fromOn ? <ThaiDate iso={name.fromOn} /> : <span className="muted">{words.beginning}</span>) },
    { id: 'until', head: words.until, cell: (name) => (name.untilOn ? <ThaiDate iso={name.untilOn} /> : <span className="muted">{words.now}</span>) },
  ];
  return <Section id="names" title={words.names}><DataTable caption={words.names} columns={columns} rows={names} rowKey={(name) => name.recordedAt + name.nameEn} rowHead="name" /></Section>;
}

function ChangesOf({ history: { changes } }: { history: AgencyHistory }) {
  const { agencies: words } = useMessages();
  const lang = useLang();
  const may = useMay();
  const [leaving, setLeaving] = useState<AgencyChange | null>(null);
  const isOpen = (change: AgencyChange) => change.takenAt === null && change.withdrawn === null;
  const columns: TableColumn<AgencyChange>[] = [
    { id: 'effective', head: words.effectiveOn, cell: (change) => <ThaiDate iso={change.effectiveOn} /> },
    { id: 'what', head: words.changes, cell: (change) => <><b>{words.said[change.kind]}</b> <Told change={change} /><span className="sub t13">{change.reason}</span></> },
    { id: 'document', head: words.document, cell: (change) => <>{change.documentNo} <span className="nw">(<ThaiDate iso={change.documentOn} />)</span><span className="sub t13 muted">{words.by({ by: change.actor, at: formatThaiDate(change.recordedAt, { style: 'withTime', lang }) })}</span></> },
    { id: 'state', head: words.state, cell: (change) => <ChangeState change={change} /> },
    ...(may('organisations.move-agencies') && changes.some(isOpen) ? [{ id: 'actions', head: words.actions, cell: (change: AgencyChange) => (isOpen(change) ? <Button look={['quiet', 'small']} onPress={() => setLeaving(change)}>{words.withdraw}<span className="sr"> {words.said[change.kind]} {change.documentNo}</span></Button> : <span className="off">–</span>) }] : []),
  ];
  return (
    <Section id="changes" title={words.changes}>
      {changes.length === 0 ? <p className="muted">{words.noChanges}</p> : <DataTable caption={words.changes} columns={columns} rows={changes} rowKey={(change) => change.id} rowHead="effective" />}
      {leaving && <LeaveDialog change={leaving} name={words.withdrawTitle({ what: `${words.said[leaving.kind] ?? ''} ${lang === 'th' ? leaving.agencyTh : leaving.agencyEn}` })} onClose={() => setLeaving(null)} />}
    </Section>
  );
}

/** What became of it, in names. */
function Told({ change }: { change: AgencyChange }) {
  const { agencies: words } = useMessages();
  const say = useSay();
  const from = useLang() === 'th' ? change.agencyTh : change.agencyEn;
  if (change.names) return <>{words.toNames({ name: say(change.names, 'name'), abbr: say(change.names, 'abbr') })}</>;
  if (!change.into) return null;
  const into = say(change.into, 'name');
  return <>{change.kind === 'split' ? words.splitOf({ from, into, count: change.datasets.length }) : words.fromInto({ from, into })}</>;
}

function ChangeState({ change }: { change: AgencyChange }) {
  const { agencies: words } = useMessages();
  if (change.withdrawn) return <><Badge glyph="idle">{words.withdrawn}</Badge><span className="sub t13 muted">{change.withdrawn.by}: “{change.withdrawn.reason}”</span></>;
  return change.takenAt ? <Badge glyph="ok">{words.taken}</Badge> : <Badge glyph="plan">{words.waits}</Badge>;
}

function LeaveDialog({ change, name, onClose }: { change: AgencyChange; name: string; onClose: () => void }) {
  const { agencies: words } = useMessages();
  const acting = useAct((reason: string) => told(api.POST('/api/v1/agency-changes/{id}/withdraw', { params: { path: { id: change.id } }, body: { reason } })), words.withdrawDone, onClose);
  return <ReasonDialog title={name} verb={words.withdraw} acting={acting} onSend={(reason) => acting.mutate(reason)} onClose={onClose}><p>{words.withdrawWhy}</p></ReasonDialog>;
}
