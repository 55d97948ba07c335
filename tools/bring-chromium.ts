import { findBareChromium, findChromium } from '../server/src/app/chromium.ts';
import { runNodeProgram, runProgram } from './run-program.ts';

/**
 * Path of a Chromium, installed when missing: as root Debian's shell without windows, which computes half of what the whole browser does, else its whole browser, else Playwright's own build.
 * A machine that has a whole one and cannot be given the shell keeps what it has. Null when none can be had; the journeys then fail and say so.
 */
export async function bringChromium(): Promise<string | null> {
  const bare = findBareChromium();
  if (bare) return bare;
  const found = findChromium();
  const debian = process.getuid?.() === 0 && (await runProgram('apt-get', ['--version'], { quiet: true })).code === 0;
  if (found && !debian) return found;
  process.stdout.write('กำลังติดตั้ง Chromium สำหรับการทดสอบ\nInstalling Chromium for the tests.\n');
  return (debian ? await installDebianPackages(found !== null) : null) ?? await installPlaywrightBuild();
}

async function installDebianPackages(hasWhole: boolean): Promise<string | null> {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await runProgram('apt-get', ['update', '-q', ...SHORT], { quiet: true, env });
  for (const browser of hasWhole ? ['chromium-headless-shell'] : ['chromium-headless-shell', 'chromium']) {
    const { code, text } = await runProgram('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...SHORT, browser, 'fonts-thai-tlwg'], { quiet: true, env });
    if (code === 0) break;
    if (!hasWhole) process.stderr.write(`${text.trim().split('\n').slice(-5).join('\n')}\n`);
  }
  return findChromium();
}

/** Where the archive does not answer, it is soon known. */
const SHORT = ['-o', 'Acquire::Retries=1', '-o', 'Acquire::http::Timeout=20', '-o', 'Acquire::https::Timeout=20'];

async function installPlaywrightBuild(): Promise<string | null> {
  const { code, text } = await runNodeProgram('playwright-core/cli.js', ['install', 'chromium'], { quiet: true });
  if (code !== 0) process.stderr.write(`${text.trim().split('\n').slice(-5).join('\n')}\n`);
  return findChromium();
}
