import type { StopWish } from './service.ts';

const LOOK_MS = 1_000;

/** Started by `npm start`, Saphan stops when npm is killed: otherwise the next `npm start` would find it still running. */
export function stopWithLauncher(stop: StopWish): void {
  if (process.env.npm_lifecycle_event !== 'start') return;
  const launcher = process.ppid;
  setInterval(() => { if (process.ppid !== launcher) stop.request('launcher gone'); }, LOOK_MS).unref();
}
