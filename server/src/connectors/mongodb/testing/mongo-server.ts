import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createServer as createTls } from 'node:tls';
import { BSON, type Document } from 'mongodb';
import { ScramServer } from './scram.ts';
import { matches, project, sortBy } from './tiny-query.ts';
import { answerBytes, readQuestions, type Question } from './wire.ts';

/** What a test tells its server. */
export interface MongoServer {
  readonly port: number;
  /** Documents of the database `farm`, by collection. */
  readonly collections: Map<string, Document[]>;
  /** Commands that came, in order, without those of connecting. */
  readonly heard: Document[];
  /** Cursors that are open. */
  readonly open: Map<bigint, Document[]>;
  /** Sign-ins that were begun. */
  signIns: number;
  /** Fails the next command of this name with this code, cuts the line, or says nothing. */
  fail: { command: string; code: number | 'cut' | 'mute' } | null;
  /** What `hello` says beside the usual. */
  hello: Document;
  /** Bytes of a document that stand instead of those of the collection. */
  raw: Buffer | null;
  close(): void;
}

const quiet = new Set(['hello', 'ismaster', 'isMaster', 'saslStart', 'saslContinue', 'endSessions', 'buildInfo']);
const errors: Record<number, string> = { 13: 'Unauthorized', 18: 'AuthenticationFailed', 43: 'CursorNotFound', 50: 'MaxTimeMSExpired', 239: 'SnapshotTooOld', 11600: 'InterruptedAtShutdown' };
const failed = (code: number, message = errors[code] ?? ''): Document => ({ ok: 0, code, codeName: errors[code] ?? 'Error', errmsg: message });

/** A small MongoDB for tests, as a primary of a set of one: user `saphan` with the password `secret`; the questions of a reader, over OP_MSG on a real socket. It is no MongoDB: what it answers was written from the manual. */
export async function openMongoServer(tls?: { key: string; certificate: string }): Promise<MongoServer> {
  const sockets = new Set<Socket>();
  const serve = (socket: Socket): void => {
    sockets.add(socket);
    let [rest, scram, signedIn]: [Buffer, ScramServer | null, boolean] = [Buffer.alloc(0), null, false];
    const answer = (question: Question): Document | 'cut' | 'mute' => {
      const name = Object.keys(question.command)[0] ?? '';
      if (!quiet.has(name)) state.heard.push(question.command);
      if (state.fail?.command === name) {
        const { code } = state.fail;
        state.fail = null;
        return typeof code === 'number' ? failed(code) : code;
      }
      if (name === 'saslStart') {
        state.signIns += 1;
        scram = new ScramServer('saphan', 'secret');
        return { ok: 1, conversationId: 1, done: false, payload: new BSON.Binary(Buffer.from(scram.first(textOf(question.command['payload'])))) };
      }
      if (name === 'saslContinue') {
        const last = scram?.last(textOf(question.command['payload'])) ?? null;
        signedIn = last !== null;
        return last === null ? failed(18, 'Authentication failed.') : { ok: 1, conversationId: 1, done: true, payload: new BSON.Binary(Buffer.from(last)) };
      }
      if (!signedIn && !quiet.has(name)) return failed(13, 'command requires authentication');
      return run(state, name, question.command);
    };
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket)).on('data', (piece: Buffer) => {
      const { questions, rest: left } = readQuestions(Buffer.concat([rest, piece]));
      rest = Buffer.from(left);
      for (const question of questions) {
        const answered = answer(question);
        if (answered === 'cut') { socket.destroy(); return; }
        if (answered !== 'mute') socket.write(withRaw(state, answerBytes(question, answered)));
      }
    });
  };
  const server = (tls ? createTls({ key: tls.key, cert: tls.certificate }, serve) : createServer(serve)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const state: MongoServer = {
    port: (server.address() as AddressInfo).port, collections: new Map(), heard: [], open: new Map(), signIns: 0, fail: null, hello: { setName: 'rs0', isWritablePrimary: true }, raw: null,
    close: () => { for (const each of sockets) each.destroy(); server.close(); },
  };
  return state;
}

const textOf = (payload: unknown): string => Buffer.from(payload instanceof Uint8Array ? payload : (payload as { buffer: Uint8Array }).buffer).toString();

function run(state: MongoServer, name: string, command: Document): Document {
  switch (name) {
    case 'hello': case 'ismaster': case 'isMaster':
      return { ok: 1, helloOk: true, maxBsonObjectSize: 16_777_216, maxMessageSizeBytes: 48_000_000, maxWriteBatchSize: 100_000, localTime: new Date(), logicalSessionTimeoutMinutes: 30, minWireVersion: 0, maxWireVersion: 21, readOnly: false, saslSupportedMechs: ['SCRAM-SHA-256'], hosts: ['evil.example:27017'], ...state.hello };
    case 'buildInfo': return { ok: 1, version: '7.0.0-test' };
    case 'endSessions': return { ok: 1 };
    case 'listCollections': return firstBatch(state, 'farm.$cmd.listCollections', [...state.collections.keys()].filter((each) => each === (command['filter'] as Document)?.['name']).map((each) => ({ name: each, type: 'collection' })), 100);
    case 'find': return find(state, command);
    case 'aggregate': {
      const rows = within(state, String(command['aggregate']), (command['pipeline'] as Document[])[0]?.['$match'] as Document).length;
      return firstBatch(state, `farm.${command['aggregate']}`, rows > 0 ? [{ rows }] : [], 100);
    }
    case 'getMore': return nextBatch(state, command);
    case 'killCursors': for (const each of command['cursors'] as unknown[]) state.open.delete(BigInt(String(each))); return { ok: 1, cursorsKilled: command['cursors'], cursorsNotFound: [], cursorsAlive: [], cursorsUnknown: [] };
    default: return { ok: 0, code: 59, codeName: 'CommandNotFound', errmsg: `no such command: '${name}'` };
  }
}

function within(state: MongoServer, collection: string, filter: Document): Document[] {
  return (state.collections.get(collection) ?? []).filter((each) => matches(each, filter));
}

function find(state: MongoServer, command: Document): Document {
  try {
    const found = sortBy(within(state, String(command['find']), command['filter'] as Document), (command['sort'] as Document | undefined) ?? { none: 1 });
    const limited = command['limit'] ? found.slice(0, Number(command['limit'])) : found;
    return firstBatch(state, `farm.${command['find']}`, limited.map((each) => project(each, command['projection'] as Document | undefined)), Number(command['batchSize'] ?? 101), Boolean(command['singleBatch']));
  } catch (error) {
    return failed(2, (error as Error).message);
  }
}

function firstBatch(state: MongoServer, ns: string, documents: Document[], size: number, isOnly = false): Document {
  const id = documents.length > size && !isOnly ? BigInt(state.heard.length + 1000) : 0n;
  if (id > 0n) state.open.set(id, documents.slice(size));
  return { ok: 1, cursor: { id: BSON.Long.fromBigInt(id), ns, firstBatch: documents.slice(0, size), atClusterTime: new BSON.Timestamp({ t: 1, i: 1 }) } };
}

function nextBatch(state: MongoServer, command: Document): Document {
  const id = BigInt(String(command['getMore']));
  const documents = state.open.get(id);
  if (!documents) return failed(43, 'cursor not found');
  const [batch, left] = [documents.slice(0, 500), documents.slice(500)];
  if (left.length > 0) state.open.set(id, left);
  else state.open.delete(id);
  return { ok: 1, cursor: { id: left.length > 0 ? BSON.Long.fromBigInt(id) : BSON.Long.ZERO, ns: `farm.${command['collection']}`, nextBatch: batch } };
}

/** A marker text in a document is overwritten by bytes of the same length, for what no driver would write. */
function withRaw({ raw }: MongoServer, answer: Buffer): Buffer {
  const at = raw ? answer.indexOf('MARKER') : -1;
  if (raw && at >= 0) raw.copy(answer, at);
  return answer;
}
