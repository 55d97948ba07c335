import type { NewAppointment } from '../../api/people-queries.ts';
import type { Order } from './order-fields.tsx';

export interface AppointmentDraft extends Order { personId: string; kind: NewAppointment['kind']; since: string; until: string; replaces: boolean }

export type AppointmentFault = 'person' | 'since' | 'until-needed' | 'days' | 'order';

/** What keeps a draft from being sent. Acting and acting on behalf end by themselves, so they need a last day. */
export function faultsOf(draft: AppointmentDraft): AppointmentFault[] {
  const faults: AppointmentFault[] = [];
  if (draft.personId === '') faults.push('person');
  if (draft.since === '') faults.push('since');
  if (draft.kind !== 'holder' && draft.until === '') faults.push('until-needed');
  if (draft.until !== '' && draft.until < draft.since) faults.push('days');
  if (draft.documentNo.trim() === '' || draft.documentOn === '') faults.push('order');
  return faults;
}

/** The request of a draft. @param holderId appointment of the present holder, ended on the eve when the new one replaces it. */
export function appointmentOf(postId: number, draft: AppointmentDraft, holderId: number | null): NewAppointment {
  return {
    postId, personId: draft.personId, kind: draft.kind, since: draft.since, documentNo: draft.documentNo.trim(), documentOn: draft.documentOn,
    ...(draft.until && { until: draft.until }), ...(draft.kind === 'holder' && draft.replaces && holderId !== null && { replaces: holderId }),
  };
}
