import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findHolder, takeInstanceLock } from './instance-lock.ts';
import { findProcess, waitForEnd, type ProcessMark } from './processes.ts';

let dir: string;
const file = () => join(dir, 'instance.lock');
beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'saphan-lock-')); });
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('the lock of a data folder', () => {
  it('is held by one process and given back', async () => {
    const lock = await takeInstanceLock(dir);
    expect([lock.inherited, findHolder(dir)?.pid]).toEqual([false, process.pid]);
    lock.describe('http://127.0.0.1:1', []);
    await expect(takeInstanceLock(dir)).rejects.toMatchObject({ code: 'already-running', en: expect.stringContaining('http://127.0.0.1:1') });
    lock.release();
    expect([existsSync(file()), findHolder(dir)]).toEqual([false, null]);
  });

  it.each([
    ['a process that is gone', { pid: 2 ** 22 + 1, startedAs: '1' }],
    ['a process number that another program got since', { pid: process.ppid, startedAs: 'long ago' }],
  ])('is taken over from %s', async (_name, holder) => {
    writeFileSync(file(), JSON.stringify(holder));
    expect((await takeInstanceLock(dir)).inherited).toBe(true);
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({ pid: process.pid });
  });

  it('is taken over when its file was cut short', async () => {
    writeFileSync(file(), '{"pid": 12');
    expect((await takeInstanceLock(dir)).inherited).toBe(true);
  });

  it('ends the children a killed instance left, and no stranger', async () => {
    const orphan = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', 'main.ts'], { stdio: 'ignore' });
    const stranger = spawn('sleep', ['30'], { stdio: 'ignore' });
    const marks = [orphan, stranger].map((child) => findProcess(child.pid as number) as ProcessMark);
    writeFileSync(file(), JSON.stringify({ pid: 2 ** 22 + 1, startedAs: '1', children: marks }));
    await takeInstanceLock(dir);
    expect([await waitForEnd(marks[0] as ProcessMark, 0), await waitForEnd(marks[1] as ProcessMark, 0)]).toEqual([true, false]);
    stranger.kill();
  });
});
