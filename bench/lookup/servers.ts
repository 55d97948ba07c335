// The two servers of `bench lookup`, in one process so that both have the same cores and the same database beside them: the whole gateway before a hosted
// lookup, and the smallest route that does the same without agreements, signatures and evidence.
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { Pool } from 'pg';
import { openDatabase } from '../../server/src/kernel/db.ts';
import { openLog } from '../../server/src/kernel/log.ts';
import { openGateway } from '../../server/src/modules/exchange/index.ts';
import { answerHosted, type HostingPorts } from '../../server/src/modules/hosting/index.ts';

const CONNECTIONS = 8;
const { DATABASE_URL: url = '', BENCH_TOKEN_KEY: tokenKey = '{}', BENCH_SET: set = '0' } = process.env;
const log = openLog('bench', 'silent');
const db = openDatabase(url, { log, size: CONNECTIONS });
const listen = (server: Server): Promise<number> => new Promise((done) => { server.listen(0, '127.0.0.1', () => done((server.address() as AddressInfo).port)); });

// The address is part of what is signed, so the port is known before the gateway opens.
const front = createServer();
const port = await listen(front);
const publicUrl = `http://127.0.0.1:${port}`;
const hosting = { db, log, publicUrl, pseudonymOf: (id: string) => id } as HostingPorts;
const gateway = await openGateway({
  db, log, masterKey: Buffer.alloc(32, 1), publicUrl, rules: { allow: [] }, trustedProxies: [], spoolDir: join(tmpdir(), `saphan-lookup-${process.pid}`), evidenceDir: join(tmpdir(), `saphan-lookup-evidence-${process.pid}`), clock: { now: () => new Date() },
  answerHosted: (call) => answerHosted(hosting, call), upstreamHeaders: async () => ({}), tokenKeys: async () => [{ kid: 'bench', jwk: JSON.parse(tokenKey) as object }],
});
front.on('request', (request, response) => void gateway.handle(request, response));

const pool = new Pool({ connectionString: url, max: CONNECTIONS });
const bare = Fastify();
bare.post('/lookup', { schema: { body: { type: 'object', required: ['key'], properties: { key: { type: 'integer' } } } } }, async (request, reply) => {
  const { key } = request.body as { key: number };
  const { rows: [row] } = await pool.query({ name: 'lookup', text: 'select doc::text as doc from hosting.served_row where set_id = $1 and key = $2', values: [Number(set), String(key)] });
  if (!row) return reply.code(404).send({});
  return reply.type('application/json').send((row as { doc: string }).doc);
});
await bare.listen({ port: 0, host: '127.0.0.1' });
process.send?.({ gateway: port, bare: (bare.server.address() as AddressInfo).port });
process.on('disconnect', () => process.exit(0));
