import { FRAME_TYPE, readFrame, writeFrame, type AnswerHead, type CallHead } from '@saphan/contracts/edge/frame';
import type { AskForWork } from '@saphan/contracts/edge/messages';
import { version } from '../../version.ts';
import type { Edge } from '../edge.ts';
import { HubAway, Refusal } from '../edge-problem.ts';
import { Pause } from '../pause.ts';
import { provide } from './provide.ts';

/** A little longer than the hub lets an edge wait. */
const WAIT_MS = 35_000;

/** One line to the hub: asks for a call, answers it, asks again; while the hub is away it waits longer and longer. */
export async function serveHub(edge: Edge): Promise<void> {
  const pause = new Pause();
  while (!edge.signal.aborted) {
    try {
      const call = await askForCall(edge);
      pause.reset();
      if (call) await answer(edge, call.head, call.body);
    } catch (error) {
      if (edge.signal.aborted) return;
      if (!(error instanceof HubAway || error instanceof Refusal)) throw error;
      if (pause.isFirst) edge.say(`✗ ${error.th}`, `  ${error.en}`);
      await pause.wait(edge.signal);
    }
  }
}

async function askForCall({ hub, config, instance, signal }: Edge): Promise<{ head: CallHead; body: Buffer } | null> {
  const asked: AskForWork = { instance, version, services: Object.keys(config.services), direct: config.direct?.public ?? null };
  const answer = await hub.ask('POST', '/edge/next', { body: Buffer.from(JSON.stringify(asked)), signal, timeoutMs: WAIT_MS });
  const frame = answer.status === 200 ? readFrame(answer.body) : null;
  return frame && { head: frame.head as CallHead, body: Buffer.from(frame.body) };
}

async function answer(edge: Edge, head: CallHead, body: Buffer): Promise<void> {
  const id = head.headers.find(([name]) => name === 'exchange-id')?.[1] ?? head.id;
  const { status, headers, body: answered } = await provide(edge, { id, method: head.method, target: head.target, headers: head.headers, body: head.hasBody ? body : null, via: 'hub' });
  const said: AnswerHead = { instance: edge.instance, status, headers };
  try {
    await edge.hub.ask('POST', `/edge/answers/${head.id}`, { body: writeFrame(said, answered), type: FRAME_TYPE, timeoutMs: 60_000 });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    edge.say(`✗ ศูนย์ไม่รับคำตอบของ ${id}: ${error.th}`, `  The hub did not take the answer to ${id}: ${error.en}`);
  }
}
