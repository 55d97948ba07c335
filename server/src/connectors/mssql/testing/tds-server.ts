import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { duplexPair, type Duplex } from 'node:stream';
import { createServer as createTlsServer, TLSSocket } from 'node:tls';
import { selfSigned, type KeyWithCertificate } from '#kernel/testing/certificate.ts';
import { begun, databaseChanged, done, error, packetSize, signedIn } from './tds-tokens.ts';

/** What a client says of itself in LOGIN7. */
export interface SignIn { user: string; password: string; database: string; program: string; readOnly: boolean }
/** Tokens of an answer, all or one after another; the line is left to whoever answers. */
export type TestAnswer = Buffer | AsyncIterable<Buffer> | Iterable<Buffer>;
export interface TdsScript {
  /** The answer to a sign-in that is refused, or to be sent elsewhere; null lets in. */
  signIn?(who: SignIn): Buffer | null;
  /** The answer to a statement that is no SET and begins nothing; null refuses it. */
  answer(sql: string, line: Socket): TestAnswer | null;
}
export interface TdsServer {
  readonly port: number;
  readonly certificate: string;
  readonly signIns: SignIn[];
  readonly statements: string[];
  /** Bytes of answers that were handed to the system. */
  sent(): number;
  /** Statements that were asked to be stopped. */
  stopped(): number;
  /** Connections that are open. */
  open(): number;
  close(): void;
}

const kind = { batch: 0x01, signIn: 0x10, prelogin: 0x12, attention: 0x06, answer: 0x04 } as const;
const PACKET = 4096;

/**
 * As much of SQL Server as its protocol needs (MS-TDS): PRELOGIN with TLS inside it (TDS 7.4) or around it (`strict`, TDS 8), LOGIN7, statements, attention.
 * What it answers is written by the test. It knows no SQL.
 */
export async function openTdsServer(script: TdsScript, { strict = false, identity = selfSigned('localhost') }: { strict?: boolean; identity?: KeyWithCertificate } = {}): Promise<TdsServer> {
  const lines = new Set<Socket>();
  const counts = { sent: 0, stopped: 0 };
  const signIns: SignIn[] = [];
  const statements: string[] = [];
  const serve = (line: Duplex, socket: Socket) => new Client(line, socket, { script, signIns, statements, counts, identity }).serve();
  const listen = (socket: Socket) => { lines.add(socket); socket.on('error', () => undefined).once('close', () => lines.delete(socket)); };
  const server = strict
    ? createTlsServer({ key: identity.key, cert: identity.certificate, ALPNProtocols: ['tds/8.0'] }, (line) => { line.on('error', () => undefined); serve(line, line); }).on('connection', listen)
    : createServer((socket) => { listen(socket); serve(socket, socket); });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = () => { for (const line of lines) line.destroy(); server.close(); };
  return { port: (server.address() as AddressInfo).port, certificate: identity.certificate, signIns, statements, sent: () => counts.sent, stopped: () => counts.stopped, open: () => lines.size, close };
}

interface House { script: TdsScript; signIns: SignIn[]; statements: string[]; counts: { sent: number; stopped: number }; identity: KeyWithCertificate }

class Client {
  #line: Duplex;
  readonly #socket: Socket;
  readonly #house: House;
  #rest: Buffer = Buffer.alloc(0);
  #message: Buffer[] = [];
  #isStopped = false;
  /** Takes TLS bytes while the client wraps them into packets. */
  #handshake: ((bytes: Buffer) => void) | null = null;

  constructor(line: Duplex, socket: Socket, house: House) { this.#line = line; this.#socket = socket; this.#house = house; }

  serve(): void { this.#line.on('data', (piece: Buffer) => this.#take(piece)).on('error', () => undefined); }

  #take(piece: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, piece]);
    while (this.#rest.length >= 8 && this.#rest.length >= this.#rest.readUInt16BE(2)) {
      const length = this.#rest.readUInt16BE(2);
      const [type, status] = this.#rest;
      this.#message.push(this.#rest.subarray(8, length));
      this.#rest = this.#rest.subarray(length);
      if ((status! & 1) === 0) continue;
      const body = Buffer.concat(this.#message.splice(0));
      void this.#hear(type!, body);
    }
  }

  async #hear(type: number, body: Buffer): Promise<void> {
    if (type === kind.prelogin) return this.#handshake ? this.#handshake(body) : this.#greet(body);
    if (type === kind.signIn) return this.#signIn(body);
    if (type === kind.attention) { this.#isStopped = true; this.#house.counts.stopped += 1; return; }
    const sql = body.toString('utf16le', body.readUInt32LE(0));
    this.#house.statements.push(sql);
    await this.#answer(usual(sql) ?? this.#house.script.answer(sql, this.#socket) ?? unknown(sql));
  }

  /** Version 16 and ENCRYPT_ON, or no encryption inside where it stands around. */
  #greet(asked: Buffer): void {
    const isInside = !(this.#line instanceof TLSSocket);
    const encryption = isInside && asked.length > 0 ? 1 : 2;
    this.#packets(kind.answer, Buffer.from([0, 0, 16, 0, 6, 1, 0, 22, 0, 1, 4, 0, 23, 0, 1, 0xff, 16, 0, 0x10, 0x27, 0, 0, encryption, 0]));
    if (isInside) this.#encrypt();
  }

  #encrypt(): void {
    const [inner, outer] = duplexPair();
    const raw = this.#line;
    const secured = new TLSSocket(inner as unknown as Socket, { isServer: true, key: this.#house.identity.key, cert: this.#house.identity.certificate });
    secured.on('error', () => undefined);
    const waiting: Buffer[] = [];
    const flush = () => { if (waiting.length > 0) this.#write(raw, kind.prelogin, Buffer.concat(waiting.splice(0))); };
    outer.on('data', (piece: Buffer) => {
      if (!this.#handshake) { if (!raw.write(piece)) { outer.pause(); raw.once('drain', () => outer.resume()); } return; }
      waiting.push(piece);
      setImmediate(flush);
    });
    this.#handshake = (bytes) => { outer.write(bytes); };
    secured.once('secure', () => setImmediate(() => {
      flush();
      this.#handshake = null;
      raw.removeAllListeners('data').on('data', (piece: Buffer) => { if (!outer.write(piece)) { raw.pause(); outer.once('drain', () => raw.resume()); } });
      this.#line = secured;
      secured.on('data', (piece: Buffer) => this.#take(piece));
    }));
  }

  async #signIn(body: Buffer): Promise<void> {
    const text = (at: number) => body.subarray(body.readUInt16LE(at), body.readUInt16LE(at) + body.readUInt16LE(at + 2) * 2);
    const password = Buffer.from(text(44).map((byte) => { const plain = byte ^ 0xa5; return ((plain & 15) << 4) | (plain >> 4); })).toString('utf16le');
    const who = { user: text(40).toString('utf16le'), password, program: text(48).toString('utf16le'), database: text(68).toString('utf16le'), readOnly: (body[26]! & 0x20) !== 0 };
    this.#house.signIns.push(who);
    const refusal = this.#house.script.signIn?.(who) ?? null;
    await this.#answer(refusal ?? Buffer.concat([databaseChanged(who.database), signedIn(), packetSize(PACKET), done()]));
  }

  async #answer(answer: TestAnswer): Promise<void> {
    this.#isStopped = false;
    let waiting: Buffer = Buffer.alloc(0);
    for await (const piece of Buffer.isBuffer(answer) ? [answer] : answer) {
      if (this.#isStopped || this.#socket.destroyed) break;
      waiting = Buffer.concat([waiting, piece]);
      for (; waiting.length > PACKET - 8; waiting = waiting.subarray(PACKET - 8)) await this.#send(kind.answer, waiting.subarray(0, PACKET - 8), false);
    }
    if (this.#isStopped) waiting = done(undefined, 2);
    await this.#send(kind.answer, waiting, true);
    if (this.#isStopped) await this.#send(kind.answer, done(undefined, 0x20), true);
  }

  #packets(type: number, body: Buffer): void { this.#write(this.#line, type, body); }

  #write(line: Duplex, type: number, body: Buffer): void {
    for (let at = 0; at === 0 || at < body.length; at += PACKET - 8) line.write(packet(type, body.subarray(at, at + PACKET - 8), at + PACKET - 8 >= body.length));
  }

  async #send(type: number, body: Buffer, isLast: boolean): Promise<void> {
    if (this.#line.destroyed || this.#socket.destroyed) return;
    this.#house.counts.sent += body.length;
    if (this.#line.write(packet(type, body, isLast))) return;
    await new Promise<void>((resolve) => {
      const go = () => { this.#line.off('drain', go); this.#socket.off('close', go); resolve(); };
      this.#line.once('drain', go);
      this.#socket.once('close', go);
    });
  }
}

function packet(type: number, body: Buffer, isLast: boolean): Buffer {
  const head = Buffer.from([type, isLast ? 1 : 0, 0, 0, 0, 0, 1, 0]);
  head.writeUInt16BE(body.length + 8, 2);
  return Buffer.concat([head, body]);
}

/** Answers to what every session begins with. */
function usual(sql: string): Buffer | null {
  if (/begin transaction/.test(sql)) return Buffer.concat([begun(), done()]);
  return /^\s*(set|use|rollback)\b/i.test(sql) ? done() : null;
}

const unknown = (sql: string): Buffer => Buffer.concat([error(102, `Incorrect syntax near '${sql.slice(0, 40)}'.`, 15), done(undefined, 2)]);
