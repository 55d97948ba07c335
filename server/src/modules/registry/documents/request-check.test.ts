import { describe, expect, it } from 'vitest';
import { compileRequestCheck } from './request-check.ts';

const check = (schema: object, body: unknown) => {
  const since = process.cpuUsage();
  const faults = compileRequestCheck({ parameters: [], body: { required: true, content: { 'application/json': schema } } })({ path: {}, query: new URLSearchParams(), headers: {}, contentType: 'application/json', body: Buffer.from(JSON.stringify(body)) });
  // Time of the processor: a machine that is busy otherwise takes no more of it.
  expect(process.cpuUsage(since).user / 1000).toBeLessThan(8_000);
  return faults.map(({ pointer }) => pointer);
};
const long = 'a'.repeat(400_000);

describe('the check of a request takes no longer than its text', () => {
  // Quadratic: more than a minute for this text.
  it('with a pattern that goes back and forth', () => {
    expect(check({ type: 'string', pattern: '^[a]+b?[a]+c$' }, long)).toEqual(['/body']);
    expect(check({ type: 'object', patternProperties: { '^[a]+b?[a]+c$': false } }, { [long]: 1 })).toEqual([]);
    expect(check({ type: 'array', items: { type: 'string', pattern: '^[a]+c$' } }, ['aac', 'aa', 'ab'])).toEqual(['/body/1', '/body/2']);
  });
  it('with items that must differ', () => {
    const items = Array.from({ length: 20_000 }, (_, a) => ({ a }));
    expect(check({ type: 'array', uniqueItems: true }, items)).toEqual([]);
    expect(check({ type: 'array', uniqueItems: true }, [...items, { a: 1 }])).toEqual(['/body']);
    for (const [one, other, same] of [[{ a: 1, b: [2] }, { b: [2], a: 1 }, true], [{ a: 1 }, { a: '1' }, false], [1, '1', false], [null, 'null', false], [{ a: { c: 1, b: 2 } }, { a: { b: 2, c: 1 } }, true]] as const) expect(check({ uniqueItems: true }, [one, other])).toEqual(same ? ['/body'] : []);
  });
  it('and tells one fault of a body that has nothing else', () => {
    expect(check({ type: 'array', items: { type: 'string' } }, Array.from({ length: 200_000 }, () => 1))).toEqual(['/body/0']);
    expect(check({ type: 'array', items: { type: 'string' } }, [1, 2, 'x'])).toEqual(['/body/0', '/body/1']);
  });
});
