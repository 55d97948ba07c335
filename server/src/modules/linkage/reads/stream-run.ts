import type { FastifyReply, FastifyRequest } from 'fastify';
import type { LinkagePorts } from '../linkage-ports.ts';
import { endStates } from '../runs/state.ts';
import { listLog } from './runs.sql.gen.ts';
import { selectRunView } from './runs.ts';
import { hearRuns } from './run-ear.ts';

const KEEP_ALIVE_MS = 15_000;

/**
 * Sends a run as it moves: `run` with the whole view, `log` per line, until it ends or the page goes away.
 * A page that reconnects names the last log id it has (`Last-Event-ID`).
 */
export async function streamRun(ports: LinkagePorts, id: number, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  await ports.db.read((tx) => selectRunView(tx, id));
  reply.hijack();
  const out = reply.raw;
  out.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  const state = { after: Number(request.headers['last-event-id'] ?? 0) || 0, busy: false, again: false, closed: false };

  const send = async (): Promise<void> => {
    if (state.busy) { state.again = true; return; }
    state.busy = true;
    do {
      state.again = false;
      const { view, lines } = await ports.db.read(async (tx) => ({ view: await selectRunView(tx, id), lines: await listLog(tx, { run_id: id, after: state.after }) }));
      for (const line of lines) { out.write(`id: ${line.id}\nevent: log\ndata: ${JSON.stringify(line)}\n\n`); state.after = line.id; }
      out.write(`event: run\ndata: ${JSON.stringify(view)}\n\n`);
      if ((endStates as readonly string[]).includes(view.state) || view.state === 'held') { out.write('event: end\ndata: {}\n\n'); out.end(); }
    } while (state.again && !state.closed);
    state.busy = false;
  };
  const quiet = () => { state.busy = false; };
  const unhear = hearRuns(ports.db, (runId) => { if ((runId === id || runId === null) && !state.closed) void send().catch(quiet); });
  const alive = setInterval(() => out.write(': alive\n\n'), KEEP_ALIVE_MS);
  out.on('close', () => { state.closed = true; clearInterval(alive); unhear(); });
  await send().catch(quiet);
}
