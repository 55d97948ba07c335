import { describe, expect, it } from 'vitest';
import { emptySite, faultsOf } from './site-draft.ts';

const whole = { ...emptySite, host: 'old.rid.go.th:8443', clientId: 'old-site', upstreamUrl: 'http://10.0.0.9' };

describe('a site behind a proxy', () => {
  it('is sent once it has a host, a service and an address', () => {
    expect(faultsOf(whole)).toEqual([]);
    expect(faultsOf(emptySite)).toEqual(['host', 'clientId', 'upstreamUrl']);
  });

  it.each([['a scheme in the host', { host: 'https://old.rid.go.th' }, ['host']], ['capitals in the host', { host: 'OLD.rid.go.th' }, ['host']], ['an address without scheme', { upstreamUrl: '10.0.0.9' }, ['upstreamUrl']], ['an address of a file', { upstreamUrl: 'file:///etc/passwd' }, ['upstreamUrl']]])('refuses %s', (_, part, faults) => {
    expect(faultsOf({ ...whole, ...part })).toEqual(faults);
  });
});
