import { describe, expect, it } from 'vitest';
import { en } from './en/index.ts';
import { th } from './th/index.ts';

/** Every plain sentence with its path; functions are checked by the type of Thai. */
function sentences(messages: object, path = ''): [string, string][] {
  return Object.entries(messages).flatMap(([key, value]): [string, string][] => {
    if (typeof value === 'string') return [[`${path}${key}`, value]];
    return typeof value === 'object' && value !== null ? sentences(value as object, `${path}${key}.`) : [];
  });
}

describe('messages', () => {
  it('have no empty sentence in either language', () => {
    for (const [path, text] of [...sentences(th), ...sentences(en)]) expect(text.trim(), path).not.toBe('');
  });

  it('are not left in Thai in English', () => {
    const left = sentences(en).filter(([path, text]) => /[ก-๙]/.test(text) && path !== 'shell.otherLanguage');
    expect(left).toEqual([]);
  });

  it('address nobody with an exclamation mark', () => {
    expect([...sentences(th), ...sentences(en)].filter(([, text]) => text.includes('!') && !text.includes('!!'))).toEqual([]);
  });
});
