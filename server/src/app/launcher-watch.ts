import { findProcess, isSameProcess, type ProcessMark, readCommandLine, readParent } from './processes.ts';
import type { StopWish } from './service.ts';

const LOOK_MS = 1_000;
const MAX_GENERATIONS = 6;

/** Started by `npm start`, Saphan stops when npm is killed: otherwise the next `npm start` would find it still running. */
export function stopWithLauncher(stop: StopWish): void {
  if (process.env.npm_lifecycle_event !== 'start') return;
  const launchers = listLaunchers();
  setInterval(() => { if (!launchers.every(isSameProcess)) stop.request('launcher gone'); }, LOOK_MS).unref();
}

/** The parents up to npm; between npm and this process stands a shell. */
function listLaunchers(): ProcessMark[] {
  const marks: ProcessMark[] = [];
  for (let pid = process.ppid; pid > 1 && marks.length < MAX_GENERATIONS; pid = readParent(pid)) {
    const mark = findProcess(pid);
    if (!mark) break;
    marks.push(mark);
    if (/^npm\b|npm-cli\.js|\/npm /.test(readCommandLine(pid))) return marks;
  }
  return marks.slice(0, 1);
}
