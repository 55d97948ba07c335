import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSolr } from './parse-solr.ts';
import { readInstant } from './read-instant.ts';
import type { Clause } from './syntax.ts';

/** A query as its meaning, shortly. */
function say(clause: Clause): string {
  switch (clause.kind) {
    case 'all': return '*';
    case 'not': return `!${say(clause.of)}`;
    case 'and': case 'or': return `(${clause.of.map(say).join(clause.kind === 'and' ? ' & ' : ' | ')})`;
    case 'range': return `${clause.field ?? ''}${clause.fromOpen ? '{' : '['}${clause.from ?? '*'}..${clause.to ?? '*'}${clause.toOpen ? '}' : ']'}`;
    case 'phrase': return `${clause.field ?? ''}="${clause.value}"`;
    case 'term': return `${clause.field ?? ''}=${clause.value}`;
  }
}

describe('the query language', () => {
  it.each([
    ['*:*', '*'], ['', '*'], ['   ', '*'], ['*', '*'], ['ข้าว', '=ข้าว'], ['ข้าว นาปี', '(=ข้าว & =นาปี)'], ['"น้ำ ท่วม" -แล้ง', '(="น้ำ ท่วม" & !=แล้ง)'],
    ['organization:a OR organization:b', '(organization=a | organization=b)'], ['(groups:a+OR+groups:b)'.replaceAll('+', ' '), '(groups=a | groups=b)'], ['groups:(a OR "b c")', '(groups=a | groups="b c")'],
    ['-organization:a', '!organization=a'], ['+a +b', '(=a & =b)'], ['a AND NOT b', '(=a & !=b)'], ['a && b || c', '((=a & =b) | =c)'], ['!a', '!=a'],
    ['metadata_modified:[2026-01-01T00:00:00Z TO *]', 'metadata_modified[2026-01-01T00:00:00Z..*]'], ['num_tags:[3 TO *]', 'num_tags[3..*]'], ['num_resources:{1 TO 5}', 'num_resources{1..5}'],
    ['metadata_modified:[NOW-7DAYS TO NOW]', 'metadata_modified[NOW-7DAYS..NOW]'], ['title:ข้าว^2 notes:แล้ง~0.8', '(title=ข้าว & notes=แล้ง)'], ['"a b"~3', '="a b"'], ['name:water-*', 'name=water-*'], ['title:*', 'title=*'],
    ['url:https\\://x.go.th/a', 'url=https\\://x.go.th/a'], ['extras_theme:"a:b"', 'extras_theme="a:b"'], ['res_format:CSV AND (tags:น้ำ OR -tags:"แล้ง")', '(res_format=CSV & (tags=น้ำ | !tags="แล้ง"))'], ['https://x.go.th', '=https://x.go.th'],
    ['state:active +site_id:default dataset_type:dataset', '(state=active & site_id=default & dataset_type=dataset)'], ['a OR b c', '(=a | (=b & =c))'], ['id:(1 2)', '(id=1 & id=2)'],
  ])('%s', (query, meaning) => { expect(say(parseSolr(query))).toBe(meaning); });

  it.each([
    ['title:(a', 7], ['a)', 2], ['"abc', 1], ['a AND', 6], ['OR a', 1], ['a OR OR b', 6], ['x:[1 TO', 3], ['x:[1, 2]', 3], ['{!lucene}a', 1], ['a _query_:"{!dismax}x"', 3], ['a ]', 3], ['()', 2], ['-', 2], ['a }', 3], ['x:[1 TO 2', 3],
  ])('refuses %s and tells the place', (query, position) => {
    expect(() => parseSolr(query)).toThrow(expect.objectContaining({ code: 'ckan.query-refused', fields: expect.objectContaining({ position }) }));
  });

  it('reads or refuses whatever comes, and says so only in its own words', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('a', ':', '(', ')', '[', ']', '{', '}', '"', '\\', ' ', ' TO ', ' OR ', ' AND ', 'NOT ', '+', '-', '*', '~', '^2', 'ข้าว', '!'), { maxLength: 24 }).map((parts) => parts.join('')), (query) => {
      try { parseSolr(query); } catch (error) { expect((error as { code?: string }).code).toBe('ckan.query-refused'); }
    }), { numRuns: 3_000 });
  });

  it('refuses what is too long or too deep', () => {
    for (const query of ['ก'.repeat(100_000), 'a '.repeat(2_000), `${'('.repeat(100)}a${')'.repeat(100)}`, `${'-'.repeat(300)}a`]) expect(() => parseSolr(query)).toThrow(expect.objectContaining({ code: 'ckan.query-refused' }));
  });

  it.each([
    ['NOW', '2026-11-21T05:06:07.000Z'], ['NOW-7DAYS', '2026-11-14T05:06:07.000Z'], ['NOW/DAY', '2026-11-21T00:00:00.000Z'], ['NOW/MONTH+1MONTH', '2026-12-01T00:00:00.000Z'], ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.000Z'],
    ['2026-01-01', '2026-01-01T00:00:00.000Z'], ['2026-01-01T10:00', '2026-01-01T10:00:00.000Z'], ['2026-01-01T00:00:00Z/YEAR', '2026-01-01T00:00:00.000Z'], ['2569-13-40', null], ['yesterday', null], ['NOW-7FORTNIGHTS', null],
  ])('instant %s', (text, instant) => { expect(readInstant(text, new Date('2026-11-21T05:06:07Z'))).toBe(instant); });
});
