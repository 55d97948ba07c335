import { expect, it } from 'vitest';
import type { Marked } from '../../../api/portal-types.ts';
import { passageOf } from './passage.ts';

const text = 'ราคาข้าวรายวันของทุกตลาด\nDaily prices of rice at all markets';
const both: Marked = { text, marks: [[4, 8], [text.indexOf('rice at'), text.indexOf('rice at') + 4]] };

it('shows the lines of an excerpt that are in the language of the page, with their marks', () => {
  expect(passageOf(both, 'th')).toEqual({ text: 'ราคาข้าวรายวันของทุกตลาด', marks: [[4, 8]] });
  expect(passageOf(both, 'en')).toEqual({ text: 'Daily prices of rice at all markets', marks: [[16, 20]] });
});

it('shows all of it where the page has nothing in its own language', () => {
  const thai: Marked = { text: 'ราคาข้าวรายวันของทุกตลาด\nDaily…', marks: [[4, 8]] };
  expect(passageOf(thai, 'en')).toBe(thai);
  expect(passageOf({ text: 'ราคา', marks: [] }, 'en').text).toBe('ราคา');
});
