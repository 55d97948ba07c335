import { describe, expect, it } from 'vitest';
import { askedOf, draftOf, newDraft, ruleOf, windowOf } from './rule-draft.ts';

describe('the form of a schedule', () => {
  it('sends what it shows, and shows what was sent', () => {
    const asked = askedOf({ ...newDraft, every: 'month', day: '5', from: '22:00', to: '05:00', after: 'rid-dams, rid-rain' });
    expect(asked).toEqual({ rule: { every: 'month', day: 5, at: '06:00', off: 'next' }, window: { from: '22:00', to: '05:00' }, jitterMinutes: 0, after: ['rid-dams', 'rid-rain'], overlap: 'skip', priority: 5, graceMinutes: 120 });
    const shown = draftOf({ ...asked, after: [{ slug: 'rid-dams', titleTh: '', titleEn: '' }, { slug: 'rid-rain', titleTh: '', titleEn: '' }] } as never);
    expect(askedOf(shown)).toEqual(asked);
  });

  it.each([{ at: '6:00' }, { every: 'hour' as const, minute: '60' }, { every: 'cron' as const, cron: '0 6 * *' }, { from: '22:00' }, { priority: '0' }, { every: 'none' as const }, { from: '06:00', to: '06:00' }])('waits while %j cannot be read', (part) => {
    expect(askedOf({ ...newDraft, ...part })).toBeNull();
  });

  it('knows no rule and no window apart from ones that are not readable yet', () => {
    expect([ruleOf({ ...newDraft, every: 'none' }), windowOf({ from: '', to: ' ' })]).toEqual([null, null]);
  });
});
