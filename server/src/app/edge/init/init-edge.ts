import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readEdgeConfig } from '../edge-config.ts';
import { EdgeProblem, type Say } from '../edge-problem.ts';
import { readAgencyKey } from '../keys/agency-key.ts';
import { firstSettings, type FirstSettings } from './first-settings.ts';

const WITHIN_MS = 10_000;
const MOST_DRIFT_S = 5;

export interface InitOptions { file: string; hub: string | undefined; system: string | undefined; say: Say; fetch?: typeof fetch; now?: () => Date }

/** Writes settings and a key where there are none, looks whether the hub can be reached, and says what to do next. What is there is never overwritten. @throws {EdgeProblem} */
export async function initEdge({ file, hub, system, say, fetch: ask = fetch, now = () => new Date() }: InitOptions): Promise<void> {
  if (existsSync(file)) throw new EdgeProblem(`มีแฟ้ม ${file} อยู่แล้ว จึงไม่เขียนทับ`, `There is a file ${file} already; it is not overwritten`, true);
  if (hub === undefined || system === undefined) throw new EdgeProblem('ต้องระบุ --hub และ --system เช่น saphan edge init --config edge.yaml --hub https://data.example.go.th --system TH/GOV/rid/water', 'Say --hub and --system: saphan edge init --config edge.yaml --hub https://data.example.go.th --system TH/GOV/rid/water', true);
  const folder = dirname(resolve(file));
  mkdirSync(folder, { recursive: true });
  const address = hub.replace(/\/$/, '');
  const found = await lookAtHub(address, ask, now);
  writeSettings(file, { hub: address, system, houseKey: found.houseKey });
  const pem = keyOf(folder, say);
  say(`✓ เขียน ${file} แล้ว`, `  ${file} is written`);
  say(...found.said);
  sayNext(say, file, system, address, pem);
}

/** What would be refused when the edge starts is refused now, and nothing is left behind. */
function writeSettings(file: string, settings: FirstSettings): void {
  const draft = `${file}.draft-${process.pid}`;
  try {
    writeFileSync(draft, firstSettings(settings), { mode: 0o600, flag: 'wx' });
    readEdgeConfig(draft);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** The key of the system, made where there is none. @returns its public half. */
function keyOf(folder: string, say: Say): string {
  const file = join(folder, 'system.pem');
  if (!existsSync(file)) {
    writeFileSync(file, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
    say(`✓ สร้างกุญแจ ${file} แล้ว: เป็นของหน่วยงานเท่านั้น สำรองไว้ในที่ปลอดภัย`, `  The key ${file} is made: it is the agency’s alone, keep a copy in a safe place`);
  }
  const { jwk, kid } = readAgencyKey(file);
  say(`  กุญแจ ${kid}`, `  Key ${kid}`);
  return createPublicKey({ key: jwk as never, format: 'jwk' }).export({ type: 'spki', format: 'pem' }) as string;
}

/** The hub's keys and clock, by its public page. A hub that is away is no reason not to write the settings. */
async function lookAtHub(hub: string, ask: typeof fetch, now: () => Date): Promise<{ houseKey: string | null; said: [th: string, en: string] }> {
  try {
    const sentAt = now().getTime();
    const reply = await ask(`${hub}/.well-known/saphan-exchange`, { signal: AbortSignal.timeout(WITHIN_MS), redirect: 'error' });
    const { keys } = await reply.json() as { keys?: { kid?: string }[] };
    const offS = Math.round((sentAt - Date.parse(reply.headers.get('date') ?? '')) / 1000);
    if (Math.abs(offS) > MOST_DRIFT_S) return { houseKey: keys?.[0]?.kid ?? null, said: [`✗ ติดต่อศูนย์ได้ แต่นาฬิกาต่างกัน ${offS} วินาที: ตั้งนาฬิกาด้วย NTP`, `  The hub answers, but this clock is ${offS} s off: set it by NTP`] };
    if (keys?.[0]?.kid) return { houseKey: keys[0].kid, said: [`✓ ติดต่อศูนย์ได้ นาฬิกาตรง กุญแจของศูนย์ ${keys[0].kid}`, `  The hub answers, the clock is right, the hub’s key is ${keys[0].kid}`] };
    return { houseKey: null, said: [`✗ ${hub} ตอบ แต่ไม่ใช่ศูนย์แลกเปลี่ยน (สถานะ ${reply.status})`, `  ${hub} answers, but is no exchange (status ${reply.status})`] };
  } catch (error) {
    const { cause, message } = error as Error & { cause?: { code?: string } };
    return { houseKey: null, said: [`✗ ติดต่อศูนย์ ${hub} ไม่ได้ (${cause?.code ?? message}): ขอให้เครือข่ายเปิดขาออกไปยังที่อยู่นี้`, `  The hub ${hub} cannot be reached (${cause?.code ?? message}): have the network open the way out to it`] };
  }
}

function sayNext(say: Say, file: string, system: string, hub: string, pem: string): void {
  const [, , agency, code] = system.split('/');
  say('', 'ทำต่อ · Next');
  say(`  1. เปิด ${hub}/th/exchange/systems/${agency}/${code} แล้วเพิ่มกุญแจสาธารณะนี้`, `     Open ${hub}/en/exchange/systems/${agency}/${code} and add this public key:\n${pem.trimEnd()}`);
  say('  2. เทียบ houseKey กับผู้ดูแลศูนย์ทางโทรศัพท์หรือหนังสือ', '     Compare houseKey with the hub’s operator by telephone or letter');
  say(`  3. แก้ ${file} ให้ตรงกับบริการของหน่วยงาน`, `     Fit ${file} to the services of the agency`);
  say(`  4. เริ่มทำงาน: saphan edge --config ${file}`, `     Run it: saphan edge --config ${file}`);
}
