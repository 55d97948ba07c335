import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cloneRoot } from '../server/src/kernel/config.ts';
import { serverFolder, type ServerName, serverPackages } from '../server/src/connectors/testing/servers.ts';
import { runProgram } from './run-program.ts';

const kept = join(cloneRoot, '.runtime', 'servers');

/**
 * Brings the servers that connectors are tested against: Debian's packages, unpacked into `.runtime/servers`. Nothing is installed or started, and no
 * right of root is used: apt-get has a state folder of its own and checks the signatures as always. Offline, or without apt-get, tests skip what is missing.
 */
export async function bringServers(names = Object.keys(serverPackages) as ServerName[]): Promise<void> {
  const missing = names.filter((name) => !existsSync(serverFolder(name)));
  if (missing.length === 0) return;
  process.stdout.write(`กำลังนำเซิร์ฟเวอร์สำหรับการทดสอบมา: ${missing.join(', ')}\nBringing servers for the tests: ${missing.join(', ')}.\n`);
  mkdirSync(kept, { recursive: true });
  const apt = mkdtempSync(join(kept, 'apt-'));
  try {
    const options = prepareApt(apt);
    // One source of packages that fails says nothing about the others: what cannot be had is seen when it is fetched.
    await runProgram('apt-get', [...options, 'update', '-q'], { quiet: true });
    for (const name of missing) await bring(name, apt, options);
  } finally {
    rmSync(apt, { recursive: true, force: true });
  }
}

/** A state of its own beside the system's list of what is installed, so that only what this machine lacks is fetched. */
function prepareApt(apt: string): string[] {
  for (const folder of ['state/lists/partial', 'cache/archives/partial', 'log']) mkdirSync(join(apt, folder), { recursive: true });
  const settings = {
    'Dir::State': join(apt, 'state'), 'Dir::State::status': '/var/lib/dpkg/status', 'Dir::Cache': join(apt, 'cache'), 'Dir::Log': join(apt, 'log'), 'Debug::NoLocking': '1',
    'APT::Sandbox::User': 'root', 'Acquire::Retries': '1', 'Acquire::http::Timeout': '20', 'Acquire::https::Timeout': '20', 'Acquire::Languages': 'none',
  };
  return Object.entries(settings).flatMap(([key, value]) => ['-o', `${key}=${value}`]);
}

async function bring(name: ServerName, apt: string, options: readonly string[]): Promise<void> {
  const archives = join(apt, 'cache', 'archives');
  const fetched = await runProgram('apt-get', [...options, 'install', '-y', '-q', '--download-only', '--reinstall', '--no-install-recommends', ...serverPackages[name].packages], { quiet: true, env: { DEBIAN_FRONTEND: 'noninteractive' } });
  const draft = mkdtempSync(join(kept, `${name}-`));
  let whole = say(fetched);
  for (const file of readdirSync(archives).filter((each) => each.endsWith('.deb'))) {
    if (whole) whole = say(await runProgram('dpkg', ['-x', join(archives, file), draft], { quiet: true }));
    rmSync(join(archives, file));
  }
  if (whole) publish(draft, serverFolder(name));
  rmSync(draft, { recursive: true, force: true });
}

/** The folder appears whole or not at all; another process that was first is right too. */
function publish(draft: string, folder: string): void {
  try {
    renameSync(draft, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}

/** False, with the last words of the program, when it failed. */
function say({ code, text }: { code: number; text: string }): boolean {
  if (code !== 0) process.stderr.write(`${text.trim().split('\n').slice(-3).join('\n')}\n`);
  return code === 0;
}
