import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aria, type AriaSentence } from './th/aria.ts';

const require = createRequire(import.meta.url);
const privateOf = (library: string) => join(dirname(require.resolve(`${library}/package.json`)), 'dist', 'private', 'intl');

async function englishOf(part: string): Promise<Record<string, AriaSentence>> {
  const [library, folder] = part === 'react-aria-components' ? [part, ''] : part.startsWith('stately-') ? ['react-stately', part.slice(8)] : ['react-aria', part];
  return (await import(join(privateOf(library), folder, 'en-US.mjs')) as { default: Record<string, AriaSentence> }).default;
}

/** Every name a sentence may ask for, so that each answers with a word. */
const said = new Proxy({}, { get: () => 'ก' });
const speak = (sentence: AriaSentence) => (typeof sentence === 'string' ? sentence : sentence(said, { number: () => '2' }));

describe('React Aria in Thai', () => {
  it.each(Object.keys(aria))('says all that it says in English: %s', async (part) => {
    expect(Object.keys(aria[part] ?? {}).sort()).toEqual(Object.keys(await englishOf(part)).sort());
  });

  it('says it in Thai; only names of keys stay Latin', () => {
    const sentences = Object.entries(aria).flatMap(([part, all]) => Object.entries(all).map(([name, sentence]) => [`${part}.${name}`, speak(sentence)] as const));
    expect(sentences.length).toBeGreaterThan(60);
    expect(sentences.filter(([, text]) => !/[ก-๙]/.test(text) || /[A-Za-z]/.test(text.replace(/\b(?:Enter|Escape|Alt|Tab)\b/g, '')))).toEqual([]);
  });

  it('still has no Thai of its own, else this file can go', () => {
    expect(readdirSync(join(privateOf('react-aria'), 'datepicker')).filter((file) => file.startsWith('th-'))).toEqual([]);
  });
});
