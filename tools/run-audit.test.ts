import { describe, expect, it } from 'vitest';
import { judgeAudit, readAllowed, readAudit, type Allowed } from './run-audit.ts';

const now = new Date('2026-11-21T10:00:00Z');
const via = (severity: string, advisory = 'GHSA-aaaa-bbbb-cccc') => ({ name: 'left-pad', title: 'Pads too far', url: `https://github.com/advisories/${advisory}`, severity });
const report = (...found: object[]) => JSON.stringify({ auditReportVersion: 2, vulnerabilities: { 'left-pad': { via: found }, other: { via: ['left-pad'] } } });
const reason: Allowed = { advisory: 'GHSA-aaaa-bbbb-cccc', package: 'left-pad', until: '2026-12-31', reason: 'We never pad: the function is not called.' };
const judge = (text: string, allowed: Allowed[] = []) => judgeAudit(readAudit(text), allowed, now);

describe('an audit of what is shipped', () => {
  it('passes when nothing weighty is known', () => {
    expect(judge(report())).toMatchObject({ passed: 1, failed: 0 });
    expect(judge(report(via('moderate'), via('low', 'GHSA-dddd-eeee-ffff')))).toMatchObject({ passed: 1, failed: 0 });
  });

  it.each(['high', 'critical'])('fails on what is %s, and names it', (severity) => {
    expect(judge(`npm warn something\n${report(via(severity))}`)).toMatchObject({ passed: 0, failed: 1, says: expect.stringContaining('left-pad: Pads too far (GHSA-aaaa-bbbb-cccc)') });
  });

  it('lives with a finding that has a reason, for as long as it says', () => {
    expect(judge(report(via('high')), [reason])).toMatchObject({ passed: 1, failed: 0, says: expect.stringContaining('audit-allowed.json: 1') });
    expect(judge(report(via('high')), [{ ...reason, until: '2026-11-20' }])).toMatchObject({ failed: 1, says: expect.stringContaining('ran out on 2026-11-20') });
    expect(judge(report(via('high')), [{ ...reason, package: 'right-pad' }])).toMatchObject({ failed: 1 });
    expect(judge(report(), [reason])).toMatchObject({ failed: 1, says: expect.stringContaining('found no more') });
  });

  it.each(['', 'npm error network', '{"message":"405 Method Not Allowed","statusCode":405}', '{"error":{"code":"ENOTFOUND"}}'])('is neither passed nor failed when the registry answers %j', (text) => {
    expect(judge(text)).toMatchObject({ passed: 0, failed: 0, says: expect.stringContaining('did not answer') });
  });

  it('takes no reason that is none', () => {
    expect(readAllowed()).toBeInstanceOf(Array);
    expect(() => readAllowed('[{"advisory":"GHSA-x","package":"y","until":"2026-12-31","reason":"later"}]')).toThrow(/wants/);
  });
});
