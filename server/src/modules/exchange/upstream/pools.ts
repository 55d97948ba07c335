import type { LookupFunction } from 'node:net';
import { Pool } from 'undici';
import { checkUrl } from '#kernel/net/guarded-fetch.ts';
import { checkHost, type HostRules } from '#kernel/net/host-guard.ts';

const CONNECT_MS = 5_000;
const CONNECTIONS = 128;
const KEEP_ALIVE_MS = 30_000;
const MOST_POOLS = 500;

export interface Pools {
  /** Connections to the host of an upstream. @throws `kernel.host-refused`, `kernel.host-unknown`, `kernel.url-refused`. */
  of(upstreamUrl: string): Promise<{ pool: Pool; basePath: string }>;
  close(): Promise<void>;
}

/** Connections that are kept, each to an address that was checked when it was made. An address written in the URL is never looked up, so it is checked first. */
export function openPools(rules: HostRules): Pools {
  const pools = new Map<string, Promise<Pool>>();
  const lookup: LookupFunction = async (host, options, done) => {
    const found = await checkHost(host, rules).catch((error: Error) => error);
    if (found instanceof Error) done(found, '', 0);
    else if (options.all) done(null, [found]);
    else done(null, found.address, found.family);
  };
  const open = async (url: URL): Promise<Pool> => {
    await checkHost(url.hostname, rules);
    return new Pool(url.origin, { connections: CONNECTIONS, connect: { lookup, timeout: CONNECT_MS }, keepAliveTimeout: KEEP_ALIVE_MS, pipelining: 1 });
  };
  return {
    async of(upstreamUrl) {
      const url = checkUrl(upstreamUrl);
      let pool = pools.get(url.origin);
      if (pool === undefined) {
        if (pools.size >= MOST_POOLS) await forget(pools, pools.keys().next().value as string);
        pools.set(url.origin, pool = open(url));
        pool.catch(() => pools.delete(url.origin));
      }
      return { pool: await pool, basePath: url.pathname.replace(/\/$/, '') };
    },
    async close() { for (const origin of pools.keys()) await forget(pools, origin); },
  };
}

async function forget(pools: Map<string, Promise<Pool>>, origin: string): Promise<void> {
  const pool = pools.get(origin);
  pools.delete(origin);
  await pool?.then((each) => each.destroy(), () => undefined);
}
