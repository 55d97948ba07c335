import type { Messages } from '../../messages/th/index.ts';

export interface WelcomeDraft { code: string; first: boolean; userName: string; displayName: string; password: string; again: string }
type Faults = Partial<Record<keyof WelcomeDraft, string>>;

const shortest = 12;

/** The code after `#`, which browsers keep to themselves; empty when there is none. */
export function codeIn(hash: string): string {
  const text = decodeURIComponent(hash.replace(/^#/, ''));
  return /^[A-Za-z0-9-]{6,40}$/.test(text) ? text : '';
}

/** What stands in the way of sending; the server judges the rest (stolen passwords, names taken). */
export function faultsOf(draft: WelcomeDraft, words: Messages['signIn']): Faults {
  const faults: Faults = {};
  if (draft.code.trim() === '') faults.code = words.needed;
  if (draft.first && draft.userName.trim() === '') faults.userName = words.needed;
  if (draft.first && draft.displayName.trim() === '') faults.displayName = words.needed;
  Object.assign(faults, passwordFaults(draft.password, draft.again, words));
  return faults;
}

/** Of a new password typed twice. */
export function passwordFaults(password: string, again: string, words: Messages['signIn']): { password?: string; again?: string } {
  if ([...password].length < shortest) return { password: words.welcome.short };
  return password === again ? {} : { again: words.welcome.differs };
}

export function welcomeBody({ code, first, userName, displayName, password }: WelcomeDraft): Record<string, string> {
  return { code: code.trim(), password, ...(first && { userName: userName.trim(), displayName: displayName.trim() }) };
}
