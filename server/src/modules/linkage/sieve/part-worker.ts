// The thread that sieves the second part of a large file; started by sieve-file.ts.
import { once } from 'node:events';
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import type { FromPart, PartTask, Told } from './sieve-file.ts';
import { sieve } from './sieve.ts';
import { countBreaks, readPart } from './split-file.ts';

const port = parentPort as MessagePort;
const task = workerData as PartTask;
/** Tells the run and waits until it has taken what was told; the sieve tells one thing after another. */
async function tell(what: Told): Promise<void> {
  const taken = once(port, 'message');
  port.postMessage({ kind: 'told', what } satisfies FromPart);
  await taken;
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
