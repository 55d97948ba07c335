import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectors } from '#connectors/index.ts';
import { openObjectStore, type ObjectStore } from '#kernel/objects.ts';
import { Problem } from '#kernel/problem.ts';
import type { Connector } from '#modules/linkage/index.ts';
import { type AgentConfig, type AgentSource, nextAt, readToken } from './agent-config.ts';
import { AgentProblem } from './agent-problem.ts';
import { deliver } from './deliver.ts';
import { Journal, type SourceState } from './journal.ts';

const LONGEST_PAUSE_MS = 300_000;
type Say = (th: string, en: string) => void;
interface Agent { config: AgentConfig; journal: Journal; waiting: ObjectStore; kinds: ReadonlyMap<string, Connector<any>>; signal: AbortSignal; say: Say }

export interface AgentOptions { readonly once: boolean; readonly signal: AbortSignal; readonly say: Say; /** First pause after a failure; it doubles. */ readonly pauseMs?: number }

/**
 * Reads each source when it is due and delivers what changed, until the signal; with `once` each source a single time.
 *
 * @throws {AgentProblem} when only a person can mend it: a revoked token, a dataset of somebody else.
 */
export async function runAgent(config: AgentConfig, { once, signal, say, pauseMs = 5_000 }: AgentOptions): Promise<boolean> {
  readToken(config);
  const folder = join(config.stateDir, 'waiting');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const agent: Agent = {
    config, journal: new Journal(config.stateDir), waiting: await openObjectStore(folder, { cacheFolder: folder }), signal, say,
    kinds: connectors({ allowPrivateHosts: config.allowPrivateHosts ?? [], sourceDirs: config.folders ?? [] }),
  };
  if (once) {
    let whole = true;
    for (const source of config.sources) whole = await attempt(agent, source) && whole;
    return whole;
  }
  await Promise.all(config.sources.map((source) => keepGoing(agent, source, pauseMs)));
  return true;
}

async function keepGoing(agent: Agent, source: AgentSource, pauseMs: number): Promise<void> {
  let pause = pauseMs;
  while (!agent.signal.aborted) {
    const done = await attempt(agent, source);
    const waitMs = done ? nextAt(source, new Date()).getTime() - Date.now() : pause;
    pause = done ? pauseMs : Math.min(pause * 2, LONGEST_PAUSE_MS);
    await sleep(Math.min(waitMs, 86_400_000), undefined, { signal: agent.signal }).catch(() => undefined);
  }
}

/** One look at a source, and the delivery of what is new. @returns whether it went well; what only a person can mend is thrown. */
async function attempt(agent: Agent, source: AgentSource): Promise<boolean> {
  const state = agent.journal.of(source.name);
  try {
    if (!state.pending) await fetchNew(agent, source, state);
    if (state.pending) await send(agent, source, state);
    delete state.problem;
    state.checkedAt = new Date().toISOString();
    agent.journal.save();
    return true;
  } catch (error) {
    if (agent.signal.aborted) return false;
    const { th, en } = wordsOf(error);
    state.problem = { at: new Date().toISOString(), th, en };
    agent.journal.save();
    agent.say(`✗ ${source.name}: ${th}`, `  ${source.name}: ${en}`);
    if (error instanceof AgentProblem && error.final) throw error;
    return false;
  }
}

async function fetchNew({ kinds, waiting, signal, journal, config }: Agent, source: AgentSource, state: SourceState): Promise<void> {
  const connector = kinds.get(source.kind);
  if (!connector) throw new AgentProblem(`ไม่รู้จักต้นทางชนิด ${source.kind}`, `Unknown kind of source ${source.kind}`, true);
  const found = await connector.fetch(source.config, {
    ...(state.mark && { since: state.mark }), signal, openSecret: (text) => text, onBytes: () => undefined,
    store: async (stream) => { const { key, sha256, bytes } = await waiting.putContentAddressed('raw', stream); return { rawKey: key, sha256, bytes }; },
  });
  if (found.kind === 'unchanged') return;
  const file = join(config.stateDir, 'waiting', found.rawKey);
  if (found.sha256 === state.sha256) { state.mark = found.mark; rmSync(file, { force: true }); return; }
  // Noted before the hub hears of it: after a cut or a kill the same key goes on with the same push.
  state.deliveries += 1;
  state.pending = { key: `${source.name}:${state.deliveries}:${found.sha256}`, file, name: found.name, size: found.bytes, sha256: found.sha256, mark: found.mark };
  journal.save();
}

async function send({ config, journal, signal, say }: Agent, source: AgentSource, state: SourceState): Promise<void> {
  const pending = state.pending as NonNullable<SourceState['pending']>;
  state.runId = await deliver({ address: config.hub, token: readToken(config), signal }, source.dataset, pending);
  Object.assign(state, { mark: pending.mark, sha256: pending.sha256, deliveredAt: new Date().toISOString() });
  delete state.pending;
  journal.save();
  const stillWaiting = Object.values(journal.sources).some((each) => each.pending?.file === pending.file);
  if (!stillWaiting && readdirSync(join(config.stateDir, 'waiting')).length > 0) rmSync(pending.file, { force: true });
  say(`✓ ${source.name}: ส่ง ${pending.name} แล้ว รอบ ${state.runId}`, `  ${source.name}: delivered ${pending.name}, run ${state.runId}`);
}

function wordsOf(error: unknown): { th: string; en: string } {
  if (error instanceof AgentProblem) return error;
  if (error instanceof Problem) return { th: [error.entry.th, error.fields.detailTh].filter(Boolean).join(': '), en: [error.entry.en, error.fields.detailEn].filter(Boolean).join(': ') };
  const text = (error as Error).message;
  return { th: `เกิดข้อผิดพลาด: ${text}`, en: text };
}
