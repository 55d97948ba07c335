import { initiateDeviceAuthorization, pollDeviceAuthorizationGrant, tokenRevocation } from 'openid-client';
import { renderUnicodeCompact } from 'uqr';
import type { Config } from '#kernel/config.ts';
import { forgetCredential, keepCredential, nameOf, providerAt, readCredential } from '../client/credentials.ts';
import { findServer, Refused, ServerClient } from '../client/server-client.ts';
import { answerRefusal, say } from '../client/speak.ts';
import type { CommandEntry } from '../command-entry.ts';
import { exitCodes, StartProblem } from '../exit.ts';

const serverOption = ['--server <url>', 'ที่อยู่เซิร์ฟเวอร์; ไม่ระบุ = ที่ทำงานบนโฟลเดอร์ข้อมูลนี้ · server; default: the one on this data folder'] as const;

/** `saphan login`: the device flow (RFC 8628); the person agrees in a browser, on this or another device. */
export const loginCommand: CommandEntry = {
  name: 'login', th: 'ลงชื่อเข้าใช้จากบรรทัดคำสั่ง โดยอนุญาตในเบราว์เซอร์', en: 'sign in from the command line; agree in a browser',
  declare: (command) => { command.option(...serverOption); },
  async run({ config, options }) {
    const server = addressOf(config, options);
    const { instanceId, publicUrl } = await nameOf(server);
    const provider = await providerAt(publicUrl);
    const asked = await initiateDeviceAuthorization(provider, { scope: 'openid offline_access *', resource: `${publicUrl}/api/v1` });
    const link = asked.verification_uri_complete ?? asked.verification_uri;
    say(`เปิด ${link} แล้วตรวจว่ารหัสคือ ${asked.user_code}`, `Open ${link} and check that the code is ${asked.user_code}`);
    if (process.stdout.isTTY) process.stdout.write(`\n${renderUnicodeCompact(link)}\n`);
    try {
      keepCredential(instanceId, server, await pollDeviceAuthorizationGrant(provider, asked));
    } catch (error) {
      return refusedBy((error as { error?: string }).error, error);
    }
    return sayWho(server);
  },
};

export const logoutCommand: CommandEntry = {
  name: 'logout', th: 'ลงชื่อออกจากบรรทัดคำสั่ง', en: 'sign the command line out',
  declare: (command) => { command.option(...serverOption); },
  async run({ config, options }) {
    const { instanceId, publicUrl } = await nameOf(addressOf(config, options));
    const kept = readCredential(instanceId);
    if (kept?.refreshToken) await tokenRevocation(await providerAt(publicUrl), kept.refreshToken);
    if (kept) forgetCredential(instanceId);
    say(kept ? 'ลงชื่อออกแล้ว' : 'ไม่ได้ลงชื่อเข้าใช้อยู่', kept ? 'Signed out.' : 'Nobody was signed in.');
    return 0;
  },
};

export const whoamiCommand: CommandEntry = {
  name: 'whoami', th: 'ดูว่าบรรทัดคำสั่งลงชื่อเข้าใช้เป็นใคร', en: 'say as whom the command line is signed in',
  declare: (command) => { command.option(...serverOption); },
  run: ({ config, options }) => sayWho(addressOf(config, options)),
};

async function sayWho(server: string): Promise<number> {
  try {
    const { who } = await new ServerClient(server).ask<{ who: { name: string; personaTh: string; personaEn: string } | null }>('GET', '/session');
    if (who) say(`ลงชื่อเข้าใช้เป็น ${who.name} (${who.personaTh})`, `Signed in as ${who.name} (${who.personaEn})`);
    else say('ยังไม่ได้ลงชื่อเข้าใช้: ใช้ saphan login', 'Nobody is signed in: use saphan login.', process.stderr);
    return who ? 0 : exitCodes['sign-in-needed'];
  } catch (error) {
    if (error instanceof Refused) return answerRefusal(error, false);
    throw error;
  }
}

function refusedBy(why: string | undefined, error: unknown): number {
  if (why === 'access_denied') say('ผู้ใช้ไม่อนุญาต', 'The person did not agree.', process.stderr);
  else if (why === 'expired_token') say('รหัสหมดอายุแล้ว ให้เริ่มใหม่', 'The code ran out; begin anew.', process.stderr);
  else throw error;
  return exitCodes['sign-in-needed'];
}

function addressOf(config: Config, options: Record<string, unknown>): string {
  const address = (options['server'] as string | undefined)?.replace(/\/$/, '') ?? findServer(config);
  if (address) return address;
  throw new StartProblem('no-server', 'ไม่มีเซิร์ฟเวอร์ทำงานบนโฟลเดอร์ข้อมูลนี้ ให้เริ่มด้วย saphan up หรือระบุ --server', 'No server runs on this data folder: start one with saphan up, or name it with --server.');
}
