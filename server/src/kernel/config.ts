import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Static } from 'typebox';
import { Value } from 'typebox/value';
import { configFields, type Field } from './config-fields.ts';

type Fields = typeof configFields;

/** All settings, checked; each is described in `config-fields.ts`. */
export type Config = { readonly [Name in keyof Fields]: Static<Fields[Name]['schema']> };

/** A setting that cannot be used: one sentence in Thai and in English, both naming the variable. */
export class ConfigProblem extends Error {
  readonly variable: string;
  readonly th: string;
  readonly en: string;

  constructor(variable: string, th: string, en: string) {
    super(en);
    this.name = 'ConfigProblem';
    this.variable = variable;
    this.th = th;
    this.en = en;
  }
}

/** Folder of the clone: it holds bin/, server/ and web/. */
export const cloneRoot: string = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

/**
 * Reads the configuration from environment variables; an empty variable counts as unset.
 *
 * @throws {ConfigProblem} naming the first variable that cannot be used.
 */
export function loadConfig(env: Record<string, string | undefined>): Config {
  const dataDir = resolve(cloneRoot, String(readField('dataDir', env, 'data')));
  const derived: Partial<Record<keyof Fields, string>> = {
    dataDir,
    objectsUrl: pathToFileURL(join(dataDir, 'objects')).href,
    spillDir: join(dataDir, 'spill'),
    masterKeyFile: join(dataDir, 'keys', 'master.key'),
  };
  const names = Object.keys(configFields) as (keyof Fields)[];
  const read = Object.fromEntries(names.map((name) => [name, name === 'dataDir' ? dataDir : readField(name, env, derived[name])])) as unknown as Config;
  const config = { ...read, secondFactor: read.secondFactor ?? read.mode === 'production' };
  assertExposure(config);
  assertTimeZone(config.timeZone);
  return config;
}

/** `SAPHAN_…` variables that no setting reads: most likely misspelt. Names for tests, benches and the launcher are left out. */
export function listUnknownVariables(env: Record<string, string | undefined>): string[] {
  const known = new Set(Object.values(configFields).map(({ variable }) => variable as string));
  return Object.keys(env).filter((name) => name.startsWith('SAPHAN_') && !known.has(name) && !/^SAPHAN_(TEST|BENCH|SUPERVISED|URL|TOKEN)/.test(name)).sort();
}

function readField(name: keyof Fields, env: Record<string, string | undefined>, fallback: unknown): unknown {
  const { variable, schema, secret } = configFields[name] as Field;
  const text = env[variable]?.trim() || (secret ? readSecretFile(env, `${variable}_FILE`) : undefined);
  if (!text) return fallback ?? (schema as { default?: unknown }).default;
  const value = parseText(schema, text);
  if (Value.Check(schema, value)) return value;
  const wanted = describeSchema(schema);
  throw new ConfigProblem(variable,
    `ค่าตั้ง ${variable} ต้องเป็น${wanted.th} แต่ได้รับ "${shorten(text)}"`,
    `${variable} must be ${wanted.en}, but it is "${shorten(text)}".`);
}

/** A secret that a container or a service manager hands over as a file. */
function readSecretFile(env: Record<string, string | undefined>, variable: string): string | undefined {
  const file = env[variable]?.trim();
  if (!file) return undefined;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new ConfigProblem(variable, `อ่านแฟ้ม ${file} ที่ ${variable} ระบุไม่ได้ (${why})`, `The file ${file} named by ${variable} cannot be read (${why}).`);
  }
}

function parseText(schema: object, text: string): unknown {
  const { type } = schema as { type?: string };
  if (type === 'integer') return /^-?\d+$/.test(text) ? Number(text) : text;
  if (type === 'array') return text.split(',').map((item) => item.trim()).filter(Boolean);
  if (type !== 'boolean') return text;
  if (/^(on|true|yes|1)$/i.test(text)) return true;
  return /^(off|false|no|0)$/i.test(text) ? false : text;
}

function describeSchema(schema: object): { th: string; en: string } {
  const { type, minimum, maximum, pattern, items, anyOf } = schema as { type?: string; minimum?: number; maximum?: number; pattern?: string; items?: { pattern?: string }; anyOf?: { const?: string; pattern?: string }[] };
  if (type === 'integer') {
    return maximum === undefined
      ? { th: `จำนวนเต็มตั้งแต่ ${minimum} ขึ้นไป`, en: `a whole number of at least ${minimum}` }
      : { th: `จำนวนเต็ม ${minimum}–${maximum}`, en: `a whole number from ${minimum} to ${maximum}` };
  }
  if (type === 'boolean') return { th: ' on หรือ off', en: 'on or off' };
  const words = anyOf?.flatMap((each) => each.const ?? []).join(', ');
  if (words) return { th: `คำหนึ่งใน ${words}`, en: `one of ${words}` };
  const shape = pattern ?? items?.pattern ?? anyOf?.find((each) => each.pattern)?.pattern;
  return { th: `ข้อความรูปแบบ ${shape}`, en: `text of the form ${shape}` };
}

/** Where the house is known: passkeys, cookies and tokens belong to this address, so it is a name and not 127.0.0.1. */
export function publicUrlOf(config: Pick<Config, 'publicUrl'>, port: number): string {
  return config.publicUrl ?? `http://localhost:${port}`;
}

/** What may be reached from other machines must be production, and production speaks https and knows no sample. */
function assertExposure({ host, mode, publicUrl, sample }: Config): void {
  const https = publicUrl?.startsWith('https://') ?? false;
  if (mode === 'production' && !https) {
    throw new ConfigProblem('SAPHAN_PUBLIC_URL', 'โหมด production ต้องตั้ง SAPHAN_PUBLIC_URL เป็นที่อยู่ https', 'In production SAPHAN_PUBLIC_URL must be an https address.');
  }
  if (mode === 'production' && sample) {
    throw new ConfigProblem('SAPHAN_SAMPLE', 'โหมด production ไม่มีข้อมูลตัวอย่าง ต้องตั้ง SAPHAN_SAMPLE=off', 'Production has no sample ministry: set SAPHAN_SAMPLE=off.');
  }
  if (mode === 'production' || host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))) return;
  throw new ConfigProblem('SAPHAN_HOST',
    `ค่าตั้ง SAPHAN_HOST ต้องเป็นที่อยู่ภายในเครื่อง (127.0.0.1, ::1, localhost) เว้นแต่ SAPHAN_MODE=production แต่ได้รับ "${shorten(host)}"`,
    `SAPHAN_HOST must be a loopback address (127.0.0.1, ::1, localhost) unless SAPHAN_MODE=production, but it is "${shorten(host)}".`);
}

function assertTimeZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    throw new ConfigProblem('SAPHAN_TIME_ZONE',
      `ค่าตั้ง SAPHAN_TIME_ZONE ไม่ใช่เขตเวลาที่รู้จัก: "${shorten(timeZone)}"`, `SAPHAN_TIME_ZONE is not a known time zone: "${shorten(timeZone)}".`);
  }
}

const shorten = (text: string) => text.length > 60 ? `${text.slice(0, 57)}…` : text.replace(/:[^:@/]*@/, ':…@');
