import { useState } from 'react';
import { formatThaiDate } from '@saphan/contracts/dates';
import { api, told } from '../../api/client.ts';
import { useAct } from '../../api/use-act.ts';
import type { Incident } from '../../api/watch-queries.ts';
import { useLang, useMessages, useSay } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { Mark, type Glyph } from '../../ui/mark.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import './incidents.css';

const glyphs: Record<string, Glyph> = { held: 'held', rejects: 'warn', failing: 'fail', suspended: 'bad', anomaly: 'warn', 'personal-data': 'bad', late: 'over', rule: 'warn' };

/** Incidents one below the other, each with what happened and what to do; `ofDataset` leaves its name out. */
export function IncidentList({ items, ofDataset = false }: { items: readonly Incident[]; ofDataset?: boolean }) {
  const [closing, setClosing] = useState<Incident | null>(null);
  return (
    <>
      <ol className="incidents plain-list">{items.map((item) => <IncidentItem key={item.id} item={item} ofDataset={ofDataset} onClose={() => setClosing(item)} />)}</ol>
      {closing && <CloseDialog incident={closing} onClose={() => setClosing(null)} />}
    </>
  );
}

function IncidentItem({ item, ofDataset, onClose }: { item: Incident; ofDataset: boolean; onClose: () => void }) {
  const words = useMessages().watch;
  const say = useSay();
  const mayClose = useMay()('watch.close-incident') && item.closed === null;
  return (
    <li>
      <Mark glyph={item.closed ? 'ok' : (glyphs[item.kind] ?? 'warn')} />
      <div>
        <p><b>{say(item, 'title')}</b>{item.times > 1 && <> <Badge tone="idle">{words.times({ times: item.times })}</Badge></>}{item.level === 'watch' && <> <Badge tone="idle">{words.toKnow}</Badge></>}{item.escalatedAt && !item.closed && <> <Badge glyph="over">{words.escalated}</Badge></>}</p>
        {!ofDataset && <p><PageLink to={`/datasets/${item.dataset.slug}#incidents`}>{say(item.dataset, 'title')}</PageLink> <span className="t13 muted">{say(item.dataset.agency, 'name')}</span></p>}
        <p className="t14">{say(item, 'what')}</p>
        {item.closed ? <Over closed={item.closed} /> : <p className="t14"><b>{words.next}</b> {say(item, 'next')}</p>}
        <p className="t13 muted">{words.since} <ThaiDate iso={item.since} style="withTime" /> · <Known item={item} /></p>
      </div>
      <div className="incident-acts no-print">
        {item.runId !== null && <PageLink to={`/runs/${item.runId}`}>{words.toRun({ id: item.runId })}</PageLink>}
        {mayClose && <Button look={['small']} onPress={onClose}>{words.close}</Button>}
      </div>
    </li>
  );
}

function Over({ closed }: { closed: NonNullable<Incident['closed']> }) {
  const words = useMessages().watch;
  return <p className="t14"><ThaiDate iso={closed.at} style="withTime" /> · {closed.by === null ? words.overByItself : words.closedBy({ by: closed.by, note: closed.note ?? '' })}</p>;
}

function Known({ item }: { item: Incident }) {
  const words = useMessages().watch;
  const lang = useLang();
  return <>{item.toldAt === null ? words.notTold : words.told({ names: item.told.join(', '), at: formatThaiDate(item.toldAt, { lang, style: 'withTime' }) })}</>;
}

function CloseDialog({ incident, onClose }: { incident: Incident; onClose: () => void }) {
  const words = useMessages().watch;
  const say = useSay();
  const acting = useAct((note: string) => told(api.POST('/api/v1/incidents/{id}/close', { params: { path: { id: incident.id } }, body: { note } })), words.closed, onClose);
  return <ReasonDialog title={words.closeTitle} verb={words.close} danger={false} acting={acting} onSend={(note) => acting.mutate(note)} onClose={onClose}><p>{say(incident.dataset, 'title')}: {say(incident, 'title')}</p><p className="t14 soft">{words.closeWhy}</p></ReasonDialog>;
}
