import type { LookupFunction } from 'node:net';
import { Agent, fetch as undiciFetch } from 'undici';
import { checkUrl } from './guarded-fetch.ts';
import { checkHost, type HostRules, type Resolve } from './host-guard.ts';

const HEAD_MS = 10_000;
const LARGEST_BODY = 1024 * 1024;

/**
 * A `fetch` for protocol libraries that reaches the public Internet and, of private networks, only what the rules allow. Every
 * address is checked before it is connected to, redirects are not followed, and bodies end at 1 MiB.
 */
export function fetchWithin(rules: HostRules, resolve?: Resolve): typeof fetch {
  const lookup: LookupFunction = async (host, options, done) => {
    const found = await checkHost(host, rules, resolve).catch((error: Error) => error);
    if (found instanceof Error) done(found, '', 0);
    else if (options.all) done(null, [found]);
    else done(null, found.address, found.family);
  };
  const dispatcher = new Agent({ connect: { lookup, timeout: HEAD_MS }, headersTimeout: HEAD_MS, bodyTimeout: HEAD_MS, maxResponseSize: LARGEST_BODY });
  const within = async (input: string | URL | Request, init?: RequestInit) => {
    const url = checkUrl(input instanceof Request ? input.url : String(input));
    await checkHost(url.hostname, rules, resolve); // an address in the URL is never looked up
    return undiciFetch(input as string, { ...init, redirect: 'manual', dispatcher } as never);
  };
  return within as unknown as typeof fetch;
}
