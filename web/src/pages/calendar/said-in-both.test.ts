import { expect, it } from 'vitest';
import { saidIn } from './said-in-both.ts';

it('says what is written in both languages in that of the page', () => {
  const line = 'คำนวณตามปฏิทินจันทรคติไทย รอประกาศ · reckoned by the Thai lunar calendar, announcement awaited';
  expect([saidIn('th', line), saidIn('en', line)]).toEqual(['คำนวณตามปฏิทินจันทรคติไทย รอประกาศ', 'reckoned by the Thai lunar calendar, announcement awaited']);
});

it.each(['มติคณะรัฐมนตรี 5 พ.ย. 2568', 'นร 0505/ว 1 · 5 พ.ย. 2568', 'Cabinet resolution · 5 Nov 2025', 'ก · b · c'])('leaves what a person wrote whole: %s', (line) => {
  expect([saidIn('th', line), saidIn('en', line)]).toEqual([line, line]);
});
