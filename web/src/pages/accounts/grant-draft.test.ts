import { describe, expect, it } from 'vitest';
import { grantOf, placeOf, rolesToGive } from './grant-draft.ts';

describe('a role to give', () => {
  it('is ordinary when an agency gives it', () => { expect(rolesToGive(false)).toEqual(['steward', 'reader']); });

  it('belongs to the ministry, to an agency, or to either', () => {
    expect(placeOf('operator', true)).toBe('none');
    expect(placeOf('agency-admin', true)).toBe('needed');
    expect(placeOf('steward', true)).toBe('free');
    expect(placeOf('steward', false)).toBe('needed');
  });

  it('names no agency for a role of the ministry, and ends at midnight in Bangkok', () => {
    expect(grantOf({ role: 'auditor', agencyId: 'rid', until: '2027-09-30', documentNo: ' กษ 1/1 ' }, true)).toEqual({ role: 'auditor', until: '2027-09-30T23:59:59+07:00', documentNo: 'กษ 1/1' });
    expect(grantOf({ role: 'reader', agencyId: 'rid', until: '', documentNo: '' }, true)).toEqual({ role: 'reader', agencyId: 'rid' });
  });
});
