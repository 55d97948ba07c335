import { describe, expect, it } from 'vitest';
import { signIn } from '../../messages/th/sign-in.ts';
import { codeIn, faultsOf, welcomeBody } from './welcome-draft.ts';

const draft = { code: 'BCDF-GHJK-LMNP', first: false, userName: '', displayName: '', password: 'ข้าวหอมมะลิทุ่งกุลา', again: 'ข้าวหอมมะลิทุ่งกุลา' };

describe('a welcome', () => {
  it('takes the code that stands after # and nothing else', () => {
    expect(codeIn('#BCDF-GHJK-LMNP')).toBe('BCDF-GHJK-LMNP');
    expect([codeIn(''), codeIn('#'), codeIn('#<img src=x>'), codeIn(`#${'A'.repeat(80)}`)]).toEqual(['', '', '', '']);
  });

  it('asks for a name only of the first administrator', () => {
    expect(faultsOf(draft, signIn)).toEqual({});
    expect(Object.keys(faultsOf({ ...draft, first: true }, signIn))).toEqual(['userName', 'displayName']);
    expect(welcomeBody({ ...draft, userName: 'left-over' })).toEqual({ code: 'BCDF-GHJK-LMNP', password: draft.password });
  });

  it('refuses a short password and two that differ', () => {
    expect(faultsOf({ ...draft, password: 'ข้าวหอม', again: 'ข้าวหอม' }, signIn)).toEqual({ password: signIn.welcome.short });
    expect(faultsOf({ ...draft, again: `${draft.again} ` }, signIn)).toEqual({ again: signIn.welcome.differs });
  });
});
