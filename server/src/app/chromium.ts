import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

/** Without a window's own machinery first: it computes half of what a whole browser does for the same page. */
const BARE = ['chromium-headless-shell', 'chrome-headless-shell'];
const NAMES = [...BARE, 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** A Chromium that tests can drive: `SAPHAN_TEST_CHROMIUM`, the system's, or the one Playwright brought; null when there is none. */
export function findChromium(): string | null {
  const named = process.env.SAPHAN_TEST_CHROMIUM;
  if (named && isRunnable(named)) return named;
  return findOnPath(NAMES) ?? findPlaywrightChromium();
}

/** The same without windows, or whatever `SAPHAN_TEST_CHROMIUM` names. */
export function findBareChromium(): string | null {
  return process.env.SAPHAN_TEST_CHROMIUM ? findChromium() : findOnPath(BARE);
}

function findOnPath(names: readonly string[]): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isRunnable) ?? null;
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
