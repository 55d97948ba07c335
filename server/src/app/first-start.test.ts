import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '#kernel/config.ts';
import { firstStart, type FirstStartStep, listPendingSteps } from './first-start.ts';

let dir: string;
beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'saphan-first-')); });
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const step = (name: string, log: string[], fails = false, sample = false): FirstStartStep => ({
  name, sample, run: async () => { log.push(name); if (fails) throw new TypeError(name); },
});

describe('the first start', () => {
  it('does each step once, in order, and goes on where it failed', async () => {
    const log: string[] = [];
    const config = loadConfig({ SAPHAN_DATA_DIR: dir });
    await expect(firstStart(config, [step('one', log), step('two', log, true), step('three', log)])).rejects.toThrow('two');
    await firstStart(config, [step('one', log), step('two', log), step('three', log)]);
    expect(log).toEqual(['one', 'two', 'two', 'three']);
    expect(listPendingSteps(config, [step('one', log), step('four', log)]).map(({ name }) => name)).toEqual(['four']);
  });

  it('keeps the sample for later while it is switched off', async () => {
    const steps = [step('sample', [], false, true)];
    expect([{ SAPHAN_SAMPLE: 'off' }, {}].map((env) => listPendingSteps(loadConfig({ SAPHAN_DATA_DIR: dir, ...env }), steps).length)).toEqual([0, 1]);
  });
});
