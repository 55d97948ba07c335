import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '#kernel/config.ts';
import { prepareCluster } from './postgres/cluster.ts';
import { type PostgresServer, startPostgres } from './postgres/server.ts';
import { say } from './terminal.ts';

/** The database of one instance: the server that `DATABASE_URL` names, or an embedded PostgreSQL kept alive. */
export interface DatabaseService {
  /** @throws {StartProblem} `postgres-failed`. */
  start(): Promise<void>;
  /** Address to connect with; it changes only when the port was lost at a restart. */
  url(): string;
  stop(): Promise<void>;
}

const RESTART_PAUSE_MS = 300;
const LONGEST_PAUSE_MS = 10_000;

/** Sources of the sample name the port: a later start takes the same one when it is free. */
const portFile = (config: Config) => join(config.dataDir, 'pg-port');

function rememberedPort(config: Config): number | undefined {
  return existsSync(portFile(config)) ? Number(readFileSync(portFile(config), 'utf8')) || undefined : undefined;
}

/** @param moved called when PostgreSQL had to come back on another port. */
export function createDatabaseService(config: Config, moved: () => void): DatabaseService {
  const { databaseUrl } = config;
  if (databaseUrl) return { start: async () => undefined, url: () => databaseUrl, stop: async () => undefined };
  const logFile = join(config.dataDir, 'logs', 'postgres.log');
  let server: PostgresServer | null = null;
  let starting: Promise<void> = Promise.resolve();
  let stopping = false;

  const launch = async () => {
    const cluster = await prepareCluster(config.dataDir, { durable: true });
    if (stopping) return;
    server = await startPostgres(cluster, { logFile, port: server?.port ?? rememberedPort(config) });
    writeFileSync(portFile(config), String(server.port));
    void server.ended.then(restart);
  };
  const restart = async () => {
    const before = server?.url;
    for (let pauseMs = RESTART_PAUSE_MS; !stopping; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      say('PostgreSQL หยุดไป กำลังเริ่มใหม่', 'PostgreSQL ended; starting it again.');
      starting = launch();
      if (await starting.then(() => true, () => false)) break;
      await sleep(pauseMs);
    }
    if (!stopping && server?.url !== before) moved();
  };
  return {
    start: () => { starting = launch(); return starting; },
    url: () => server?.url ?? '',
    async stop() {
      stopping = true;
      await starting.catch(() => undefined);
      await server?.stop();
    },
  };
}
