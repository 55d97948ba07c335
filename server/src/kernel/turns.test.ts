import { describe, expect, it } from 'vitest';
import { openTurns } from './turns.ts';

describe('turns', () => {
  it('lets a few in at a time, in their order, and refuses whoever comes when too many wait', async () => {
    const inTurn = openTurns(2, 1, () => new RangeError('full'));
    const begun: string[] = [];
    const ends = new Map<string, () => void>();
    const begin = (name: string) => inTurn(() => new Promise<void>((resolve) => { begun.push(name); ends.set(name, resolve); }));
    const [a, b, c] = [begin('a'), begin('b'), begin('c')];
    await expect(begin('d')).rejects.toThrow('full');
    expect(begun).toEqual(['a', 'b']);
    ends.get('b')?.();
    await b;
    await expect.poll(() => begun).toEqual(['a', 'b', 'c']);
    for (const end of ends.values()) end();
    await Promise.all([a, c]);
  });

  it('gives the turn of work that failed to the next', async () => {
    const inTurn = openTurns(1, 1, () => new RangeError('full'));
    const failing = inTurn(() => Promise.reject(new TypeError('failed')));
    const next = inTurn(async () => 'done');
    await expect(failing).rejects.toThrow('failed');
    expect(await next).toBe('done');
    expect(await inTurn(async () => 'again')).toBe('again');
  });
});
