import { expect, it } from 'vitest';
import { checkDraft } from '../server/src/modules/catalog/index.ts';
import { readMinistry } from './ministry.ts';
import { topicsOf, wordsOf } from './record-words.ts';
import { writingOf } from './records.ts';

const ministry = readMinistry();
const all = ministry.flatMap((dataset, place) => [{ level: 0, personal: false }, { level: 1, personal: true }].map((reach) => ({ dataset, ...writingOf(dataset, { ...reach, place }) })));

it('writes records that may go where they are sent', () => {
  for (const { dataset, draft, steps } of all.filter(({ steps }) => steps.length > 0)) expect([dataset.slug, steps.length, checkDraft({ titleTh: dataset.titleTh, ...draft })]).toEqual([dataset.slug, steps.length, []]);
});

it('leaves drafts incomplete and nothing in them wrong, and has every state on the way', () => {
  const drafts = all.filter(({ steps }) => steps.length === 0);
  expect(drafts.length).toBeGreaterThan(10);
  for (const { dataset, draft } of drafts) expect([dataset.slug, checkDraft({ titleTh: dataset.titleTh, ...draft }).filter(({ kind }) => kind === 'wrong')]).toEqual([dataset.slug, []]);
  expect(new Set(all.map(({ steps }) => steps.at(-1)?.step))).toEqual(new Set(['publish', 'submit', 'check', 'approve', 'return', undefined]));
});

it('has words for every agency and kind', () => {
  expect(ministry.filter(({ agencyId }) => !topicsOf[agencyId]).map(({ slug }) => slug)).toEqual([]);
  expect(ministry.filter(({ kind }) => kind && !wordsOf[kind]).map(({ slug }) => slug)).toEqual([]);
});
