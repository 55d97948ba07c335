import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const policies = (path: string): number[] => JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', `
  import { readdirSync, readFileSync } from 'node:fs';
  process.env.PATH = ${JSON.stringify(path)};
  const { yieldWhenWaking } = await import(${JSON.stringify(new URL('./yield-when-waking.ts', import.meta.url).href)});
  await yieldWhenWaking();
  // After the name in brackets, the policy is the 39th field (proc(5)); 3 is SCHED_BATCH.
  console.log(JSON.stringify(readdirSync('/proc/self/task').map((task) => Number(readFileSync('/proc/self/task/' + task + '/stat', 'utf8').split(') ')[1].split(' ')[38]))));
`], { encoding: 'utf8' })) as number[];

describe.skipIf(!existsSync('/proc/self/task'))('a process that yields when it wakes (Linux only: what it asks for is the kernel\'s)', () => {
  it.skipIf(!existsSync('/usr/bin/chrt'))('has all its threads scheduled as batch work (only where chrt is installed)', () => {
    expect(new Set(policies('/usr/bin'))).toEqual(new Set([3]));
  });

  it('runs as before where there is no chrt', () => {
    expect(new Set(policies('/nowhere'))).not.toContain(3);
  });
});
