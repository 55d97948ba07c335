import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Cron } from 'croner';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { parse } from 'yaml';
import { AgentProblem } from './agent-problem.ts';

const name = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,62}$' });
const Source = Type.Object({
  name, dataset: name, kind: Type.String(), config: Type.Object({}, { additionalProperties: true }),
  everySeconds: Type.Optional(Type.Integer({ minimum: 5, maximum: 604_800 })), cron: Type.Optional(Type.String({ maxLength: 100 })),
}, { additionalProperties: false });
const Agent = Type.Object({
  hub: Type.String({ pattern: '^https?://[^/?#@]+$' }), tokenFile: Type.String({ minLength: 1 }), stateDir: Type.String({ minLength: 1 }),
  allowPrivateHosts: Type.Optional(Type.Array(Type.String())), folders: Type.Optional(Type.Array(Type.String())), sources: Type.Array(Source, { minItems: 1, maxItems: 200 }),
}, { additionalProperties: false });

export type AgentSource = Static<typeof Source>;
export type AgentConfig = Static<typeof Agent>;

/** Reads and checks the agent's file; paths in it are relative to it. @throws {AgentProblem} naming the place. */
export function readAgentConfig(file: string): AgentConfig {
  const wrong = (th: string, en: string) => new AgentProblem(`${file}: ${th}`, `${file}: ${en}`, true);
  let value: unknown;
  try {
    value = parse(readFileSync(file, 'utf8'), { maxAliasCount: 0 });
  } catch (error) {
    throw wrong(`อ่านไม่ได้: ${(error as Error).message}`, `cannot be read: ${(error as Error).message}`);
  }
  if (!Value.Check(Agent, value)) {
    const [first] = Value.Errors(Agent, value);
    throw wrong(`ค่าไม่ถูกต้องที่ ${first?.instancePath || '/'}`, `not valid at ${first?.instancePath || '/'}: ${first?.message ?? ''}`);
  }
  const at = (path: string) => resolve(dirname(file), path);
  const { hostname, protocol } = new URL(value.hub);
  if (protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname)) throw wrong('ที่อยู่ของศูนย์ต้องเป็น https', 'the hub must be reached by https');
  if (new Set(value.sources.map((each) => each.name)).size < value.sources.length) throw wrong('ชื่อต้นทางซ้ำกัน', 'two sources have one name');
  for (const { name: source, everySeconds, cron } of value.sources) if ((everySeconds === undefined) === (cron === undefined) || (cron !== undefined && !isCron(cron))) throw wrong(`ต้นทาง ${source} ต้องมี everySeconds หรือ cron อย่างใดอย่างหนึ่ง`, `source ${source} needs everySeconds or a valid cron, one of them`);
  return { ...value, tokenFile: at(value.tokenFile), stateDir: at(value.stateDir) };
}

function isCron(text: string): boolean {
  try {
    return new Cron(text, { timezone: 'Asia/Bangkok', paused: true }).nextRun() !== null;
  } catch {
    return false;
  }
}

/** When a source is due next. */
export function nextAt({ everySeconds, cron }: AgentSource, now: Date): Date {
  if (everySeconds !== undefined) return new Date(now.getTime() + everySeconds * 1000);
  return new Cron(cron as string, { timezone: 'Asia/Bangkok', paused: true }).nextRun(now) as Date;
}

/** The token, from a file that only its owner reads. @throws {AgentProblem} */
export function readToken({ tokenFile }: AgentConfig): string {
  const found = statSync(tokenFile, { throwIfNoEntry: false });
  if (!found) throw new AgentProblem(`ไม่พบแฟ้มโทเคน ${tokenFile}`, `There is no token file ${tokenFile}`, true);
  if ((found.mode & 0o077) !== 0) throw new AgentProblem(`ผู้อื่นอ่านแฟ้มโทเคน ${tokenFile} ได้ — ใช้ chmod 600`, `Others can read the token file ${tokenFile}; use chmod 600`, true);
  return readFileSync(tokenFile, 'utf8').trim();
}
