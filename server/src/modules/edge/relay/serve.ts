import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { FRAME_TYPE, readFrame, writeFrame } from '@saphan/contracts/edge/frame';
import { AnswerSaid, AskForWork } from '@saphan/contracts/edge/messages';
import { systemClock } from '#kernel/clock.ts';
import { edgeProblem } from '../errors.ts';
import type { EdgePorts } from '../ports.ts';
import { notePresence } from '../presence/presence.sql.gen.ts';
import type { ProvenEdge } from '../signing/prove-edge.ts';
import { boardOf } from './boards.ts';
import { checked, readJson } from './read-json.ts';
import { putAnswer, takeCall } from './relay.sql.gen.ts';

const WAIT_MS = 25_000;

/** Hands one call to an edge that asks, waiting for it a while; 204 when none came. */
export async function nextCall(ports: EdgePorts, edge: ProvenEdge, body: Buffer, response: ServerResponse, gone: AbortSignal): Promise<void> {
  const asked = readJson(AskForWork, body);
  await ports.db.one((tx) => notePresence(tx, {
    system_id: edge.systemId, instance: asked.instance, kid: edge.kid, version: asked.version, clock_offset_s: edge.offsetS, services: asked.services, direct_url: asked.direct, now: systemClock.now().toISOString(),
  }));
  const endsAt = Date.now() + Math.min(ports.waitMs ?? WAIT_MS, asked.waitMs ?? WAIT_MS);
  while (!gone.aborted) {
    const call = boardOf(ports).expect(`call ${edge.systemId}`);
    try {
      const found = await ports.db.one((tx) => takeCall(tx, { system_id: edge.systemId, instance: asked.instance, services: asked.services, now: systemClock.now().toISOString() }));
      if (found) return void response.writeHead(200, { 'content-type': FRAME_TYPE }).end(writeFrame({ ...found.head, id: found.id }, found.body));
      const leftMs = endsAt - Date.now();
      if (leftMs <= 0) break;
      await orUntil(call.heard, leftMs, gone);
    } finally {
      call.end();
    }
  }
  if (!gone.aborted) response.writeHead(204).end();
}

/** Takes the answer of the edge that claimed a call. @throws `edge.call-gone`, `edge.too-large`, `edge.body-refused`. */
export async function answerCall(ports: EdgePorts, edge: ProvenEdge, id: string, bytes: Buffer, limit: number, response: ServerResponse): Promise<void> {
  const frame = readFrame(bytes);
  if (!frame) throw edgeProblem('body-refused');
  const { instance, status, headers } = checked(AnswerSaid, frame.head);
  if (frame.body.length > limit) throw edgeProblem('too-large', { limit });
  const put = await ports.db.one((tx) => putAnswer(tx, { id, system_id: edge.systemId, instance, head: { status, headers }, body: Buffer.from(frame.body), now: systemClock.now().toISOString() }));
  if (!put) throw edgeProblem('call-gone');
  response.writeHead(204).end();
}

async function orUntil(heard: Promise<void>, ms: number, gone: AbortSignal): Promise<void> {
  const stop = new AbortController();
  await Promise.race([heard, sleep(ms, undefined, { signal: AbortSignal.any([gone, stop.signal]) }).catch(() => undefined)]);
  stop.abort();
}
