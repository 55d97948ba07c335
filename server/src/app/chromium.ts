import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** A Chromium that tests can drive: `SAPHAN_TEST_CHROMIUM`, the system's, or the one Playwright brought; null when there is none. */
export function findChromium(): string | null {
  const named = process.env.SAPHAN_TEST_CHROMIUM;
  if (named && isRunnable(named)) return named;
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const found = NAMES.map((name) => join(folder, name)).find(isRunnable);
    if (found) return found;
  }
  return findPlaywrightChromium();
}

function findPlaywrightChromium(): string | null {
  try {
    const { chromium } = createRequire(import.meta.url)('playwright-core') as { chromium: { executablePath(): string } };
    const path = chromium.executablePath();
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

function isRunnable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
