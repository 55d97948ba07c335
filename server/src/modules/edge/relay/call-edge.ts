import { setTimeout as sleep } from 'node:timers/promises';
import type { CallHead } from '@saphan/contracts/edge/frame';
import { systemClock } from '#kernel/clock.ts';
import { newUuid7 } from '#kernel/uuid7.ts';
import { edgeProblem } from '../errors.ts';
import type { EdgePorts } from '../ports.ts';
import { boardOf } from './boards.ts';
import type { EdgeAnswer, EdgeCall } from './call.ts';
import { collectAnswer, forgetCall, isServed, putCall } from './relay.sql.gen.ts';

/** An edge that was not heard of for so long is away: it asks at least every 25 seconds. */
export const AWAY_MS = 60_000;

/**
 * Has an edge of the system answer a call, whichever process it is connected to.
 *
 * @throws `edge.not-connected` when no edge serves it, `edge.no-answer` when the time is over, `edge.too-large`.
 */
export async function callEdge(ports: EdgePorts, call: EdgeCall, signal?: AbortSignal): Promise<EdgeAnswer> {
  const { db } = ports;
  if ((call.body?.length ?? 0) > call.limitBytes) throw edgeProblem('too-large', { limit: call.limitBytes });
  const now = systemClock.now();
  const served = await db.one((tx) => isServed(tx, { system_id: call.systemId, slug: call.slug, since: new Date(now.getTime() - AWAY_MS).toISOString() }));
  if (!served) throw edgeProblem('not-connected', { service: call.slug });
  const id = newUuid7(now);
  const expiresAt = new Date(now.getTime() + call.timeoutMs).toISOString();
  const head: CallHead = { id, slug: call.slug, method: call.method, target: call.target, headers: call.headers, hasBody: call.body !== null, expiresAt };
  const answer = boardOf(ports).expect(`answer ${id}`);
  try {
    await db.one((tx) => putCall(tx, { id, system_id: call.systemId, head, body: call.body, limit_bytes: call.limitBytes, expires_at: expiresAt }));
    return await collect(ports, id, answer.heard, now.getTime() + call.timeoutMs, signal);
  } finally {
    answer.end();
  }
}

/** A word may be missed while a line to the database is taken up anew, so it is looked for again now and then. */
async function collect(ports: EdgePorts, id: string, heard: Promise<void>, endsAt: number, signal: AbortSignal | undefined): Promise<EdgeAnswer> {
  let pending: Promise<unknown> = heard;
  for (;;) {
    const leftMs = endsAt - systemClock.now().getTime();
    const over = leftMs <= 0 || signal?.aborted;
    if (!over) await waitFor(pending, Math.min(leftMs, 5_000), signal);
    pending = new Promise(() => undefined);
    const found = await ports.db.one((tx) => collectAnswer(tx, { id }));
    if (found) return { status: found.answer_head.status, headers: found.answer_head.headers, body: found.answer_body ?? Buffer.alloc(0) };
    if (over) break;
  }
  await ports.db.one((tx) => forgetCall(tx, { id }));
  throw edgeProblem('no-answer');
}

async function waitFor(pending: Promise<unknown>, ms: number, signal: AbortSignal | undefined): Promise<void> {
  const stop = new AbortController();
  const signals = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
  await Promise.race([pending, sleep(ms, undefined, { signal: signals }).catch(() => undefined)]);
  stop.abort();
}
