import { openSecret, sealSecret } from '#kernel/secrets.ts';
import { linkageProblem } from '../errors.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import type { SourceConfig } from './source-config.ts';

const PURPOSE = 'linkage.asked-source';
const DAY_MS = 86_400_000;

/** A source as somebody entered it, secrets in clear text: for the length of one request only. */
export interface AskedSource { kind: string; config: SourceConfig }

/**
 * Seals settings as one whole, secrets with the address they belong to, so that the browser can hold them until the source is set up.
 * They open on this server only, for a day.
 */
export function sealAskedSource(ports: LinkagePorts, asked: AskedSource, now: number = Date.now()): string {
  return sealSecret(ports.masterKey, PURPOSE, JSON.stringify({ ...asked, at: now }));
}

/** Throws `linkage.sample-expired` when the settings are older than a day, or were not sealed here. */
export function openAskedSource(ports: LinkagePorts, sealed: string, now: number = Date.now()): AskedSource {
  const { at, ...asked } = readSealed(ports, sealed);
  if (now - at > DAY_MS) throw linkageProblem('sample-expired');
  return asked;
}

function readSealed(ports: LinkagePorts, sealed: string): AskedSource & { at: number } {
  try {
    return JSON.parse(openSecret(ports.masterKey, PURPOSE, sealed)) as AskedSource & { at: number };
  } catch (error) {
    throw linkageProblem('sample-expired', {}, { cause: error });
  }
}
