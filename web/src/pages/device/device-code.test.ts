import { describe, expect, it } from 'vitest';
import { deviceCode } from './device-code.ts';

describe('the code of a device', () => {
  it.each([['WDJB-MJHT', 'WDJB-MJHT'], ['wdjb mjht', 'WDJB-MJHT'], [' wdjbmjht ', 'WDJB-MJHT'], ['WDJB', null], ['AEIO-UAEI', null], ['', null], ['WDJB-MJHT-X', null]])('%s is %s', (typed, code) => {
    expect(deviceCode(typed)).toBe(code);
  });
});
