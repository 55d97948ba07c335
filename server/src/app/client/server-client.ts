import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '#kernel/config.ts';
import { StartProblem } from '../exit.ts';
import { findHolder } from '../instance-lock.ts';
import { tokenFor, type TokenSource } from './credentials.ts';

const mainFile = new URL('../../main.ts', import.meta.url).pathname;
const START_PATIENCE_MS = 120_000;

/** A problem document as the server answered it. */
export class Refused extends Error {
  readonly document: Record<string, any>;
  constructor(document: Record<string, any>) {
    super(String(document['titleEn']));
    this.name = 'Refused';
    this.document = document;
  }
}

/** Speaks the public API of one running server; nothing the page cannot do. */
export class ServerClient {
  readonly address: string;
  readonly #token: TokenSource;
  constructor(address: string, token: TokenSource = tokenFor(address)) { this.address = address; this.#token = token; }

  /** Sends JSON (or a stream) and gives JSON back. @throws {@link Refused} with the problem document. */
  async ask<T = any>(method: string, path: string, body?: unknown): Promise<T> {
    const bytes = body instanceof Uint8Array;
    const reply = await this.send(method, path, {
      ...(body !== undefined && { body: bytes ? body as Uint8Array<ArrayBuffer> : JSON.stringify(body), headers: { 'content-type': bytes ? 'application/octet-stream' : 'application/json' } }),
    });
    return await reply.json() as T;
  }

  /** The raw reply, for downloads and event streams. */
  async send(method: string, path: string, init: RequestInit = {}): Promise<Response> {
    const token = await this.#token();
    const headers = { ...init.headers as Record<string, string>, ...(token !== null && { authorization: `Bearer ${token}` }) };
    const reply = await fetch(`${this.address}/api/v1${path}`, { method, ...init, headers });
    if (!reply.ok) throw new Refused(await reply.json().catch(() => ({ titleTh: `ระบบตอบ ${reply.status}`, titleEn: `the server answered ${reply.status}`, status: reply.status })) as Record<string, any>);
    return reply;
  }
}

/** Address of the server that runs on this data folder, or of `SAPHAN_URL`; null when none runs. */
export function findServer(config: Config): string | null {
  return (process.env['SAPHAN_URL'] ?? findHolder(config.dataDir)?.address ?? null)?.replace(/\/$/, '') ?? null;
}

/** Uses the server that runs on this data folder (or at `SAPHAN_URL`); without one, starts the whole house for this one job and stops it after. */
export async function withServer<T>(config: Config, work: (client: ServerClient) => Promise<T>): Promise<T> {
  const running = findServer(config);
  if (running) return work(new ServerClient(running));
  const child = spawn(process.execPath, [mainFile, 'up'], {
    stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, SAPHAN_PORT: '0', SAPHAN_SAMPLE: 'off', SAPHAN_DATA_DIR: config.dataDir },
  });
  const gone = new Promise<void>((resolve) => { child.once('exit', () => resolve()); });
  try {
    return await work(new ServerClient(await waitForAddress(config, gone)));
  } finally {
    child.kill('SIGTERM');
    await gone;
  }
}

async function waitForAddress(config: Config, gone: Promise<void>): Promise<string> {
  let ended = false;
  void gone.then(() => { ended = true; });
  for (const until = Date.now() + START_PATIENCE_MS; Date.now() < until && !ended;) {
    const address = findHolder(config.dataDir)?.address;
    if (address) return address;
    await sleep(200);
  }
  throw new StartProblem('child-failed', 'เริ่มระบบสำหรับคำสั่งนี้ไม่ได้', 'The server for this command could not be started.');
}
