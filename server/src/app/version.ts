import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cloneRoot } from '#kernel/config.ts';

/** Release of Saphan, from package.json. */
export const version: string = (JSON.parse(readFileSync(join(cloneRoot, 'package.json'), 'utf8')) as { version: string }).version;
