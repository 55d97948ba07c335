// The thread that sieves the second part of a large file; started by sieve-file.ts.
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import type { FromPart, PartTask, Told, ToPart } from './sieve-file.ts';
import { sieve } from './sieve.ts';
import { countBreaks, readPart } from './split-file.ts';

const port = parentPort as MessagePort;
const task = workerData as PartTask;
/** What was told and is not yet taken; a segment and rejects may be on their way together. */
const untaken = new Map<number, () => void>();
let told = 0;
port.on('message', ({ taken }: ToPart) => {
  untaken.get(taken)?.();
  untaken.delete(taken);
});

/** Tells the run and waits until it has taken what was told. */
function tell(what: Told): Promise<void> {
  return new Promise((resolve) => {
    told += 1;
    untaken.set(told, resolve);
    port.postMessage({ kind: 'told', number: told, what } satisfies FromPart);
  });
}

try {
  const result = await sieve({
    chunks: readPart(task.path, task.from, task.size), start: { line: (await countBreaks(task.path, task.from)) + 1, rawAt: task.from },
    contract: task.contract, header: task.header, segmentBytes: task.segmentBytes, outDir: task.outDir,
    onSegment: (path, rows) => tell({ kind: 'segment', path, rows }), onRejects: (batch) => tell({ kind: 'rejects', batch }),
    onProgress: (progress) => port.postMessage({ kind: 'progress', progress } satisfies FromPart),
  });
  port.postMessage({ kind: 'done', result } satisfies FromPart);
} catch (error) {
  port.postMessage({ kind: 'failed', message: (error as Error).message } satisfies FromPart);
}
port.close();
