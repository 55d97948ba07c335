import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import mysql, { type RowDataPacket } from 'mysql2/promise';
import { selfSigned } from '#kernel/testing/certificate.ts';
import type { FoundServer } from './servers.ts';

/** A MariaDB of one test file; its administrator is `root` through the socket, without a password. */
export interface TestMariaDb {
  readonly port: number;
  readonly socket: string;
  /** Certificate of the server, for `localhost`. */
  readonly certificate: string;
  /** Runs statements as the administrator; the rows of the last one. */
  ask(...statements: string[]): Promise<RowDataPacket[]>;
  stop(): Promise<void>;
}

/** Ends with whoever started it, even by `kill -9`: a grandchild waits for the end of the pipe. */
const KEEPER = `( ( IFS= read -r word <&3; [ "$word" = ended ] || kill -TERM $$ ) & )
exec 3<&-
exec "$@"`;
const PATIENCE_MS = 60_000;
const tables = ['mysql_system_tables.sql', 'mysql_performance_tables.sql', 'mysql_system_tables_data.sql', 'maria_add_gis_sp_bootstrap.sql'];

/** Makes an empty cluster in a temporary folder and starts it on a free port of 127.0.0.1. `settings` are further options of `mariadbd`. */
export async function startMariaDb(server: FoundServer, settings: readonly string[] = []): Promise<TestMariaDb> {
  const folder = mkdtempSync(join(tmpdir(), 'saphan-maria-'));
  const { key, certificate } = selfSigned('localhost');
  for (const [file, text] of [['key.pem', key], ['cert.pem', certificate]] as const) writeFileSync(join(folder, file), text, { mode: 0o600 });
  const share = dirname(dirname(server.file('english/errmsg.sys')));
  const common = ['--no-defaults', `--datadir=${join(folder, 'data')}`, `--lc-messages-dir=${share}`, `--character-sets-dir=${join(share, 'charsets')}`, ...(process.getuid?.() === 0 ? ['--user=root'] : [])];
  mkdirSync(join(folder, 'data'));
  await makeCluster(server, common, share);
  const [socket, port] = [join(folder, 's'), await freePort()];
  const child = launch(server, [
    ...common, `--socket=${socket}`, `--port=${port}`, '--bind-address=127.0.0.1', `--pid-file=${join(folder, 'pid')}`, '--skip-name-resolve', `--ssl-cert=${join(folder, 'cert.pem')}`, `--ssl-key=${join(folder, 'key.pem')}`,
    '--innodb-flush-log-at-trx-commit=0', '--innodb-flush-method=nosync', '--secure-file-priv=', ...settings,
  ], join(folder, 'log'));
  const ended = once(child, 'exit');
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) { child.kill('SIGTERM'); await ended; }
    rmSync(folder, { recursive: true, force: true });
  };
  const ask = (...statements: string[]) => asked(socket, statements);
  await untilReady(child, ask).catch(async (error: unknown) => {
    const log = readFileSync(join(folder, 'log'), 'utf8').slice(-1500);
    await stop();
    throw new Error(`MariaDB did not start: ${log}`, { cause: error });
  });
  return { port, socket, certificate, ask, stop };
}

async function makeCluster(server: FoundServer, common: readonly string[], share: string): Promise<void> {
  const child = spawn(server.file('mariadbd'), [...common, '--bootstrap', '--skip-networking', '--innodb-flush-method=nosync'], { env: { ...process.env, ...server.env }, stdio: ['pipe', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (piece: Buffer) => { said += piece.toString(); });
  child.stdin.end(`create database mysql;\nuse mysql;\nset @auth_root_socket=NULL;\n${tables.map((file) => readFileSync(join(share, file), 'utf8')).join('\n')}\n`);
  const [code] = await once(child, 'close') as [number];
  if (code !== 0) throw new Error(`MariaDB made no cluster: ${said.slice(-1500)}`);
}

function launch(server: FoundServer, args: readonly string[], log: string): ChildProcess {
  writeFileSync(log, '');
  const child = spawn('/bin/sh', ['-c', KEEPER, 'saphan-mariadb', server.file('mariadbd'), ...args, `--log-error=${log}`], { cwd: '/', detached: true, stdio: ['ignore', 'ignore', 'ignore', 'pipe'], env: { ...process.env, ...server.env } });
  const pipe = child.stdio[3] as NodeJS.WritableStream;
  pipe.on('error', () => undefined);
  child.once('exit', () => pipe.end('ended\n'));
  return child;
}

async function untilReady(child: ChildProcess, ask: (statement: string) => Promise<unknown>): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; ;) {
    const failure = await ask('select 1').then(() => null, (error: unknown) => error);
    if (failure === null) return;
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > until) throw failure;
    await sleep(25);
  }
}

async function asked(socketPath: string, statements: readonly string[]): Promise<RowDataPacket[]> {
  const connection = await mysql.createConnection({ socketPath, user: 'root', charset: 'utf8mb4' });
  try {
    let rows: RowDataPacket[] = [];
    for (const statement of statements) [rows] = await connection.query<RowDataPacket[]>(statement);
    return rows;
  } finally {
    connection.destroy();
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}
