import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { once } from 'node:events';

const CONFIG = `
[req]
distinguished_name = dn
prompt = no
[dn]
CN = Test CA
[ca]
basicConstraints = critical,CA:TRUE
[tsa]
basicConstraints = critical,CA:FALSE
extendedKeyUsage = critical,timeStamping
[other]
basicConstraints = critical,CA:FALSE
extendedKeyUsage = serverAuth
[tsa_config]
serial = ./serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
accuracy = secs:1
ordering = yes
ess_cert_id_alg = sha256
`;

/** A real authority: `openssl ts` behind a small server. `mood` makes it lie. */
export interface TestAuthority { url: string; trustedPem: string; folder: string; mood: { answer?: (reply: Buffer) => Buffer; status?: number }; close(): void }

export async function openStampAuthority(): Promise<TestAuthority> {
  const folder = mkdtempSync(join(tmpdir(), 'saphan-tsa-'));
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  writeFileSync(join(folder, 'tsa.cnf'), CONFIG);
  writeFileSync(join(folder, 'serial'), '01');
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '30', '-keyout', 'ca.key', '-out', 'ca.pem', '-config', 'tsa.cnf', '-extensions', 'ca');
  openssl('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'tsa.key', '-out', 'tsa.csr', '-config', 'tsa.cnf', '-subj', '/CN=Test TSA');
  openssl('x509', '-req', '-in', 'tsa.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '30', '-out', 'tsa.pem', '-extfile', 'tsa.cnf', '-extensions', 'tsa');
  const mood: TestAuthority['mood'] = {};
  const server = createServer(async (request, response) => {
    writeFileSync(join(folder, 'q.tsq'), await buffer(request));
    const reply = openssl('ts', '-reply', '-queryfile', 'q.tsq', '-signer', 'tsa.pem', '-inkey', 'tsa.key', '-chain', 'ca.pem', '-config', 'tsa.cnf', '-section', 'tsa_config');
    response.writeHead(mood.status ?? 200, { 'content-type': 'application/timestamp-reply' }).end(mood.answer ? mood.answer(reply) : reply);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, trustedPem: readFileSync(join(folder, 'ca.pem'), 'utf8'), folder, mood,
    close: () => { server.close(); rmSync(folder, { recursive: true }); },
  };
}
