import { Secret } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { newTotpSecret, stepOf, totpOf } from './totp-code.ts';

/** The secret of both documents: the figures 1 to 0 twice, as ASCII. */
const secret = Secret.fromUTF8('12345678901234567890').base32;
const at = (seconds: number) => seconds * 1000;

describe('a code of an app', () => {
  it.each([[0, '755224'], [1, '287082'], [2, '359152'], [3, '969429'], [4, '338314'], [5, '254676'], [6, '287922'], [7, '162583'], [8, '399871'], [9, '520489']])('for count %d is that of RFC 4226, appendix D', (count, code) => {
    expect(totpOf(secret).generate({ timestamp: at(count * 30) })).toBe(code);
    expect(stepOf(secret, code, at(count * 30))).toBe(count);
  });

  it.each([[59, '94287082'], [1_111_111_109, '07081804'], [1_111_111_111, '14050471'], [1_234_567_890, '89005924'], [2_000_000_000, '69279037'], [20_000_000_000, '65353130']])('at second %d ends as that of RFC 6238, appendix B', (second, eight) => {
    expect(stepOf(secret, eight.slice(2), at(second))).toBe(Math.floor(second / 30));
  });

  it('counts one step before and after now, and no further', () => {
    const codeOf = (step: number) => totpOf(secret).generate({ timestamp: at(step * 30) });
    const now = at(1_000_000 * 30 + 15);
    expect([-2, -1, 0, 1, 2].map((off) => stepOf(secret, codeOf(1_000_000 + off), now))).toEqual([null, 999_999, 1_000_000, 1_000_001, null]);
  });

  it.each(['', '12345', '1234567', '12345a', ' 755224', '755224 ', '๗๕๕๒๒๔', '+75522', '7552.4'])('of the form %j is none', (code) => { expect(stepOf(secret, code, at(0))).toBeNull(); });

  it('comes from 160 random bits', () => {
    const secrets = Array.from({ length: 50 }, () => newTotpSecret());
    expect([new Set(secrets).size, ...new Set(secrets.map((each) => Secret.fromBase32(each).bytes.length))]).toEqual([50, 20]);
  });
});
