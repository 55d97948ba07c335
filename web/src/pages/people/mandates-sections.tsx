import { todayInBangkok } from '@saphan/contracts/dates';
import { useState } from 'react';
import { api, told } from '../../api/client.ts';
import type { Appointment, Delegation, PersonPage } from '../../api/people-queries.ts';
import { useAgencyName } from '../../app/use-agency-name.ts';
import { useAct } from '../../api/use-act.ts';
import { useMessages, useSay } from '../../app/lang.ts';
import { useMay } from '../../app/use-may.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { ThaiDate } from '../../ui/figures.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { Section } from '../../ui/section.tsx';
import { EndDialog } from './end-dialog.tsx';

/** Posts of a person by the orders that gave them, with the way out of one that lasts. */
export function AppointmentsSection({ person, name }: { person: PersonPage; name: string }) {
  const words = useMessages().people;
  const say = useSay();
  const [ending, setEnding] = useState<Appointment | null>(null);
  const columns = useAppointmentColumns(setEnding);
  return (
    <Section title={words.one.appointments}>
      {person.appointments.length === 0 ? <p className="soft">{words.one.noAppointments}</p> : <DataTable caption={words.one.appointments} columns={columns} rows={person.appointments} rowKey={(each) => each.id} rowHead="post" />}
      {ending && <EndDialog title={say(ending, 'title')} appointmentId={ending.id} name={name} onClose={() => setEnding(null)} />}
    </Section>
  );
}

function useAppointmentColumns(onEnd: (appointment: Appointment) => void): TableColumn<Appointment>[] {
  const { people: words, admin } = useMessages();
  const say = useSay();
  const may = useMay();
  const agencyName = useAgencyName();
  return [
    { id: 'post', head: words.post, cell: (each) => <>{say(each, 'title')}<span className="sub">{agencyName(each.agencyId)}</span></> },
    { id: 'kind', head: words.kind, cell: (each) => words.kinds[each.kind] },
    { id: 'days', head: admin.since, cell: (each) => <Days since={each.since} until={each.until} /> },
    { id: 'state', head: admin.state, cell: (each) => <Standing now={each.now} since={each.since} ended={each.endedReason} /> },
    { id: 'document', head: words.one.document, cell: (each) => <>{each.documentNo}<span className="sub"><ThaiDate iso={each.documentOn} /></span></> },
    { id: 'actions', head: admin.actions, cell: (each) => (each.endedAt === null && (each.until === null || each.until >= todayInBangkok(new Date())) && may('organisations.appoint') ? <Button look={['small', 'danger']} onPress={() => onEnd(each)}>{words.end}<span className="sr"> {say(each, 'title')}</span></Button> : '–') },
  ];
}

/** Single powers that were given by order, with the way to take them back. */
export function DelegationsSection({ person }: { person: PersonPage }) {
  const words = useMessages().people.one;
  const [leaving, setLeaving] = useState<Delegation | null>(null);
  const columns = useDelegationColumns(setLeaving);
  return (
    <Section title={words.delegations}>
      {person.delegations.length === 0 ? <p className="soft">{words.noDelegations}</p> : <DataTable caption={words.delegations} columns={columns} rows={person.delegations} rowKey={(each) => each.id} rowHead="post" />}
      {leaving && <Revoke delegation={leaving} onClose={() => setLeaving(null)} />}
    </Section>
  );
}

function useDelegationColumns(onRevoke: (delegation: Delegation) => void): TableColumn<Delegation>[] {
  const { people: words, admin } = useMessages();
  const say = useSay();
  const may = useMay();
  return [
    { id: 'post', head: words.one.from, cell: (each) => say(each, 'title') },
    { id: 'powers', head: words.powers, cell: (each) => each.powers.map((power) => words.powerNames[power] ?? power).join(' · ') },
    { id: 'days', head: admin.since, cell: (each) => <Days since={each.since} until={each.until} /> },
    { id: 'state', head: admin.state, cell: (each) => (each.revokedAt ? <Badge glyph="idle">{words.one.takenBack}</Badge> : <Standing now={each.now} since={each.since} ended={null} />) },
    { id: 'document', head: words.one.document, cell: (each) => <>{each.documentNo}<span className="sub"><ThaiDate iso={each.documentOn} /></span></> },
    { id: 'actions', head: admin.actions, cell: (each) => (each.revokedAt === null && each.until >= todayInBangkok(new Date()) && may('organisations.delegate') ? <Button look={['small', 'danger']} onPress={() => onRevoke(each)}>{words.one.revoke}<span className="sr"> {say(each, 'title')}</span></Button> : '–') },
  ];
}

function Revoke({ delegation, onClose }: { delegation: Delegation; onClose: () => void }) {
  const words = useMessages().people.one;
  const say = useSay();
  const revoking = useAct((reason: string) => told(api.POST('/api/v1/delegations/{id}/revoke', { params: { path: { id: delegation.id } }, body: { reason } })), words.revoked, onClose);
  return <ReasonDialog title={words.revokeFrom({ post: say(delegation, 'title') })} verb={words.revoke} acting={revoking} onSend={(reason) => revoking.mutate(reason)} onClose={onClose}><p>{words.revokeWhy}</p></ReasonDialog>;
}

function Days({ since, until }: { since: string; until: string | null }) {
  const words = useMessages().admin;
  return <><ThaiDate iso={since} /><span className="sub">{until ? <>{words.until} <ThaiDate iso={until} /></> : words.untilFurther}</span></>;
}

function Standing({ now, since, ended }: { now: boolean; since: string; ended: string | null }) {
  const words = useMessages().people.one;
  if (now) return <><Badge glyph="ok">{words.now}</Badge>{ended && <span className="sub">{ended}</span>}</>;
  if (since > todayInBangkok(new Date())) return <Badge glyph="plan">{words.later}</Badge>;
  return <><Badge glyph="idle">{words.over}</Badge>{ended && <span className="sub">{ended}</span>}</>;
}
