import { findChromium } from '../server/src/app/chromium.ts';
import { runNodeProgram, runProgram } from './run-program.ts';

/** Path of a Chromium, installed when missing: Debian's package as root, else Playwright's own build. Null when neither can be had; the journeys then fail and say so. */
export async function bringChromium(): Promise<string | null> {
  const found = findChromium();
  if (found) return found;
  process.stdout.write('กำลังติดตั้ง Chromium สำหรับการทดสอบ\nInstalling Chromium for the tests.\n');
  return await installDebianPackage() ?? await installPlaywrightBuild();
}

async function installDebianPackage(): Promise<string | null> {
  if (process.getuid?.() !== 0 || (await runProgram('apt-get', ['--version'], { quiet: true })).code !== 0) return null;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await runProgram('apt-get', ['update', '-q'], { quiet: true, env });
  const { code, text } = await runProgram('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-thai-tlwg'], { quiet: true, env });
  if (code !== 0) process.stderr.write(`${text.trim().split('\n').slice(-5).join('\n')}\n`);
  return findChromium();
}

async function installPlaywrightBuild(): Promise<string | null> {
  const { code, text } = await runNodeProgram('playwright-core/cli.js', ['install', 'chromium'], { quiet: true });
  if (code !== 0) process.stderr.write(`${text.trim().split('\n').slice(-5).join('\n')}\n`);
  return findChromium();
}
