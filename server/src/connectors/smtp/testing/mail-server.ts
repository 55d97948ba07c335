import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createServer as createTlsServer, TLSSocket } from 'node:tls';
import { setTimeout as sleep } from 'node:timers/promises';
import { selfSigned, type KeyWithCertificate } from '#kernel/testing/certificate.ts';

export interface Received { from: string; to: string[]; data: string; user: string | null; secure: boolean }
interface Habits {
  tls?: 'none' | 'starttls' | 'implicit';
  /** What RCPT is answered with, by its address. */
  answer?: (to: string, count: number) => string | null;
  /** What a connection hears first; another word than 220 ends it. */
  greeting?: () => string;
  /** Offers STARTTLS and refuses it. */
  refusesTls?: boolean;
  /** What becomes of a letter at its end: kept and answered, kept and the line cut before an answer, kept and answered so late; or cut in its middle. */
  atEnd?: () => 'kept' | 'cut-before' | 'cut-after' | { lateMs: number };
  certificate?: KeyWithCertificate;
  /** `127.0.0.2` counts as another machine. */
  host?: string;
}

/** A small mail server (RFC 5321) that keeps what it was given: EHLO, STARTTLS, AUTH PLAIN, MAIL, RCPT, DATA, RSET, QUIT. */
export async function openMailServer({ tls = 'none', answer = () => null, greeting = () => '220 localhost', refusesTls = false, atEnd = () => 'kept', certificate = selfSigned('localhost'), host = '127.0.0.1' }: Habits = {}) {
  const received: Received[] = [];
  const lines: string[] = [];
  const pair = certificate;
  const sockets = new Set<Socket>();
  let asked = 0;
  const talk = (socket: Socket, secure: boolean, greet = true) => {
    sockets.add(socket);
    let [rest, inData] = ['', false];
    let letter: Received = { from: '', to: [], data: '', user: null, secure };
    const say = (text: string) => { socket.write(`${text}\r\n`); };
    const hear = (line: string) => {
      if (inData) {
        if (line !== '.') { letter.data += `${line.replace(/^\.\./, '.')}\n`; return; }
        inData = false;
        const what = atEnd();
        if (what === 'cut-before') return void socket.destroy();
        received.push(letter);
        letter = { from: '', to: [], data: '', user: letter.user, secure };
        if (what === 'cut-after') return void socket.destroy();
        if (what === 'kept') return say('250 kept');
        return void sleep(what.lateMs).then(() => { if (!socket.destroyed) say('250 kept'); });
      }
      lines.push(line);
      const [verb = ''] = line.toUpperCase().split(' ');
      if (verb === 'EHLO') say(['250-localhost', ...(tls === 'starttls' && !secure ? ['250-STARTTLS'] : []), '250-8BITMIME', '250 AUTH PLAIN'].join('\r\n'));
      else if (verb === 'STARTTLS' && (refusesTls || tls !== 'starttls')) say(refusesTls ? '454 TLS not available' : '502 no such word');
      else if (verb === 'STARTTLS') { say('220 go'); socket.removeAllListeners('data'); talk(new TLSSocket(socket, { isServer: true, key: pair.key, cert: pair.certificate }), true, false); }
      else if (verb === 'AUTH') { letter.user = Buffer.from(line.split(' ')[2] ?? '', 'base64').toString().split('\0')[1] ?? null; say('235 welcome'); }
      else if (verb === 'MAIL') { letter.from = line; say('250 ok'); }
      else if (verb === 'RCPT') { const refused = answer(line, asked++); if (refused === null) letter.to.push(line); say(refused ?? '250 ok'); }
      else if (verb === 'DATA') { inData = true; say('354 go on'); }
      else if (verb === 'QUIT') { say('221 bye'); socket.end(); }
      else say('250 ok');
    };
    socket.on('error', () => undefined).on('data', (bytes: Buffer) => {
      const pieces = (rest + bytes.toString()).split('\r\n');
      rest = pieces.pop() ?? '';
      pieces.forEach(hear);
    });
    if (!greet) return;
    const heard = greeting();
    say(heard);
    if (!heard.startsWith('220')) socket.end();
  };
  const server = (tls === 'implicit' ? createTlsServer({ key: pair.key, cert: pair.certificate }, (socket) => talk(socket, true)) : createServer((socket) => talk(socket, false))).listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { port, received, lines, certificate: pair.certificate, close: () => { for (const socket of sockets) socket.destroy(); server.close(); } };
}
