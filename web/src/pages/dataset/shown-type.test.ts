import { describe, expect, it } from 'vitest';
import { shownType } from './shown-type.ts';

describe('the type a column is shown as', () => {
  it('is a year where the name says so and the value is a whole number', () => {
    expect(['fiscal_year_be', 'year', 'ปีงบประมาณ'].map((name) => shownType({ name, type: 'integer' }))).toEqual(['year', 'year', 'year']);
    expect(shownType({ name: 'fiscal_year', type: 'text' })).toBe('text');
    expect(['yearly_income', 'rows', 'pigs'].map((name) => shownType({ name, type: 'integer' }))).toEqual(['integer', 'integer', 'integer']);
  });
});
