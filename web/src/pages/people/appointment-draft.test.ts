import { describe, expect, it } from 'vitest';
import { appointmentOf, faultsOf, type AppointmentDraft } from './appointment-draft.ts';

const draft: AppointmentDraft = { personId: 'p', kind: 'holder', since: '2026-12-01', until: '', replaces: true, documentNo: ' กษ 1/1 ', documentOn: '2026-11-20' };

describe('a draft of an appointment', () => {
  it('needs a person, a first day and an order', () => {
    expect(faultsOf(draft)).toEqual([]);
    expect(faultsOf({ ...draft, personId: '', since: '', documentNo: ' ' })).toEqual(['person', 'since', 'order']);
  });

  it.each(['acting', 'on-behalf'] as const)('needs a last day: %s', (kind) => {
    expect(faultsOf({ ...draft, kind })).toEqual(['until-needed']);
    expect(faultsOf({ ...draft, kind, until: '2027-03-31' })).toEqual([]);
  });

  it('does not end before it begins', () => { expect(faultsOf({ ...draft, until: '2026-11-30' })).toEqual(['days']); });

  it('takes the place of the holder only as holder', () => {
    expect(appointmentOf(7, draft, 12)).toEqual({ postId: 7, personId: 'p', kind: 'holder', since: '2026-12-01', documentNo: 'กษ 1/1', documentOn: '2026-11-20', replaces: 12 });
    expect(appointmentOf(7, { ...draft, kind: 'acting', until: '2027-01-01' }, 12)).not.toHaveProperty('replaces');
    expect(appointmentOf(7, { ...draft, replaces: false }, 12)).not.toHaveProperty('replaces');
  });
});
