import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { KeyWithCertificate } from '#kernel/testing/certificate.ts';

/** What a listener does with who comes: refuses with an error of Oracle Net, sends on to another address, or ends the line. */
export type ListenerAnswer = { refuse: number } | { redirect: string } | 'hang up';
export interface TnsListener { readonly port: number; /** Connect descriptors that came. */ readonly asked: string[]; close(): void }

const packetType = { connect: 1, refuse: 4, redirect: 5 } as const;

/** As much of a listener as its protocol needs before a session stands: the bytes of CONNECT in, of REFUSE or REDIRECT out. */
export async function openTnsListener(answer: ListenerAnswer, identity?: KeyWithCertificate): Promise<TnsListener> {
  const asked: string[] = [];
  const lines = new Set<Socket>();
  const serve = (line: Socket) => {
    lines.add(line);
    let came: Buffer = Buffer.alloc(0);
    line.on('error', () => undefined).once('close', () => lines.delete(line)).on('data', (piece: Buffer) => {
      came = Buffer.concat([came, piece]);
      const text = came.toString('latin1');
      const from = text.indexOf('(DESCRIPTION=');
      if (came[4] !== packetType.connect || from < 0 || depthOf(text.slice(from)) !== 0) return;
      asked.push(text.slice(from));
      came = Buffer.alloc(0);
      if (answer === 'hang up') line.destroy();
      else line.write('refuse' in answer ? refusal(answer.refuse) : redirection(answer.redirect));
    });
  };
  const server = (identity ? createTlsServer({ key: identity.key, cert: identity.certificate }, serve).on('tlsClientError', () => undefined) : createServer(serve)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, asked, close: () => { for (const line of lines) line.destroy(); server.close(); } };
}

const depthOf = (text: string): number => [...text].reduce((depth, each) => depth + (each === '(' ? 1 : each === ')' ? -1 : 0), 0);

function packet(type: number, body: Buffer): Buffer {
  const head = Buffer.from([0, 0, 0, 0, type, 0, 0, 0]);
  head.writeUInt16BE(body.length + 8);
  return Buffer.concat([head, body]);
}

function withLength(text: string): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(text.length);
  return Buffer.concat([length, Buffer.from(text, 'latin1')]);
}

const refusal = (error: number): Buffer => packet(packetType.refuse, Buffer.concat([Buffer.from([0x22, 0]), withLength(`(DESCRIPTION=(TMP=)(VSNNUM=318767104)(ERR=${error})(ERROR_STACK=(ERROR=(CODE=${error})(EMFI=4))))`)]));
const redirection = (address: string): Buffer => packet(packetType.redirect, withLength(address));
