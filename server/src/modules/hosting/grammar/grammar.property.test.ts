import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from '#kernel/problem.ts';
import type { ServedColumn } from '../offers/served-column.ts';
import { refuseParameter } from './asked.ts';
import { readAskedRows, readRange } from './read-rows.ts';
import { askedSql } from './tests-sql.ts';

const column = (name: string, type: ServedColumn['type'], personal: ServedColumn['personal'] = null): ServedColumn => ({ name, titleTh: name, titleEn: name, type, personal, pseudonymised: false });
const columns = [column('id', 'integer'), column('crop', 'text'), column('area', 'decimal'), column('wet', 'boolean'), column('day', 'date'), column('phone', 'text', 'indirect')];
const find = (parameter: string, name: string) => columns.find((each) => each.name === name) ?? (() => { throw refuseParameter(parameter, 'ไม่มี', 'there is none'); })();

/** What an answer may be asked by: words of the grammar, names that are and are not granted, and everything that breaks SQL out of its quotes. */
const evil = fc.constantFrom("'", '"', ';', '--', '/*', '$1', '$$', ')', '(', ',', '.', '\\', '\0', '%00', 'zz9', 'union select', '::text', 'ก', '{', '*', '%', ' ');
const word = fc.constantFrom('id', 'crop', 'area', 'wet', 'day', 'phone', 'secret', 'not', 'and', 'or', 'eq', 'neq', 'gt', 'in', 'like', 'ilike', 'is', 'null', 'true', 'asc', 'nullsfirst', '1', '-5', '2020-01-01');
const text = fc.array(fc.oneof(word, evil, fc.constantFrom('.', '(', ')', ',')), { maxLength: 14 }).map((parts) => parts.join(''));
const name = fc.oneof(fc.constantFrom('id', 'crop', 'area', 'wet', 'day', 'phone', 'secret', 'and', 'or', 'not.and', 'select', 'order', 'limit', 'offset'), text);
const value = fc.oneof(text, fc.tuple(fc.constantFrom('eq', 'neq', 'in', 'like', 'ilike', 'is', 'gt', 'not.eq', 'not.in'), text).map(([op, rest]) => `${op}.${rest}`), fc.tuple(word, word, text).map((parts) => `(${parts[0]}.${parts[1]}.${parts[2]})`));
/** All that may stand in what is made: names that were found, parameters, words of ours. */
const OURS = /^(?:[ (),=<>']|\\|r\."(?:id|crop|area|wet|day)"|\$\d+|::|is|not|null|true|false|and|or|in|like|ilike|escape|varchar|bigint|integer|decimal|boolean|date|timestamp|cast|as|\d+)*$/;

describe('a question from outside', () => {
  it('becomes our words and parameters, whatever it says, or a problem that names its place', () => {
    let made = 0;
    fc.assert(fc.property(fc.array(fc.tuple(name, value), { maxLength: 4 }), (pairs) => {
      const values: string[] = [];
      try {
        const asked = readAskedRows(new URLSearchParams(pairs));
        const sql = askedSql(asked.where, find, values);
        for (const { name: each } of [...asked.select ?? [], ...asked.order]) expect(each).toMatch(/^[A-Za-z_][A-Za-z0-9_]*$/);
        expect(sql).toMatch(OURS);
        expect(sql).not.toMatch(/phone|secret|zz9/);
        made += 1;
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        expect(error.code).toMatch(/^hosting\.(?:parameter-refused|asked-too-much)$/);
      }
    }), { numRuns: 1_500 });
    expect(made).toBeGreaterThan(50);
  });
  it('may have any text for a range', () => {
    fc.assert(fc.property(fc.oneof(text, fc.string({ maxLength: 20 })), (range) => {
      try { expect(readRange(range)?.offset).toBeGreaterThanOrEqual(0); } catch (error) { if (!(error instanceof Problem)) throw error; }
    }), { numRuns: 300 });
  });
});
