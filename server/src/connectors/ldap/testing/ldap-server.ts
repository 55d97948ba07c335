import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, TLSSocket } from 'node:tls';
import { BerReader, BerWriter } from 'ldapts';
import { endOf, matches, readFilter } from './ldap-filter.ts';

/** An entry: attributes with all their values; `userPassword` is what a bind must give. */
export interface StoredEntry { dn: string; attributes: Record<string, (string | Buffer)[]> }

export interface LdapServer {
  port: number;
  entries: StoredEntry[];
  /** What it was asked, e.g. `bind cn=reader`, `search (…)`, with `clear` before what came without TLS. */
  heard: string[];
  /** Refers every search elsewhere as well. */
  referral: string | null;
  /** Closes the connection after StartTLS is granted, as a broken or hostile network would. */
  dropAfterStartTls: boolean;
  close(): Promise<void>;
}

const TAG = { bind: 0x60, unbind: 0x42, search: 0x63, extended: 0x77, bindAnswer: 0x61, entry: 0x64, searchDone: 0x65, reference: 0x73, extendedAnswer: 0x78 };
const CODE = { success: 0, invalidCredentials: 49, unwilling: 53 };
const START_TLS = '1.3.6.1.4.1.1466.20037';
const PAGED = '1.2.840.113556.1.4.319';

/** A small LDAP version 3 server (RFC 4511) for tests: simple bind, search with filters and pages, StartTLS. */
export async function openLdapServer(tls: { key: string; certificate: string }, { secure = false }: { secure?: boolean } = {}): Promise<LdapServer> {
  const options = { key: tls.key, cert: tls.certificate };
  const open = new Set<Socket>();
  const state: LdapServer = { port: 0, entries: [], heard: [], referral: null, dropAfterStartTls: false, close: () => new Promise((resolve) => { for (const each of open) each.destroy(); server.close(() => resolve()); }) };
  const serve = (socket: Socket, isClear: boolean) => {
    open.add(socket);
    let rest = Buffer.alloc(0);
    socket.on('error', () => undefined).on('close', () => open.delete(socket));
    const hear = (bytes: Buffer) => {
      rest = Buffer.concat([rest, bytes]);
      for (let size = sizeOf(rest); size !== null && rest.length >= size; size = sizeOf(rest)) {
        const message = rest.subarray(0, size);
        rest = rest.subarray(size);
        const upgrade = answer(state, socket, message, isClear);
        if (!upgrade) continue;
        socket.off('data', hear);
        if (state.dropAfterStartTls) socket.destroy();
        else serve(new TLSSocket(socket, { isServer: true, ...options }), false);
      }
    };
    socket.on('data', hear);
  };
  const server: Server = secure ? createTlsServer(options, (socket) => serve(socket, false)) : createServer((socket) => serve(socket, true));
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  state.port = (server.address() as AddressInfo).port;
  return state;
}

/** Length of the first message; null while its head is not there. */
function sizeOf(bytes: Buffer): number | null {
  if (bytes.length < 2) return null;
  const first = bytes[1] as number;
  if (first < 128) return 2 + first;
  const count = first & 127;
  return bytes.length < 2 + count ? null : 2 + count + bytes.readUIntBE(2, count);
}

/** Answers one message; true when the connection is to be upgraded to TLS. */
function answer(state: LdapServer, socket: Socket, message: Buffer, isClear: boolean): boolean {
  const reader = new BerReader(message);
  reader.readSequence();
  const id = reader.readInt() ?? 0;
  const tag = reader.peek() ?? 0;
  const said = (what: string) => state.heard.push(isClear ? `clear ${what}` : what);
  if (tag === TAG.bind) bind(state, socket, reader, id, said);
  else if (tag === TAG.search) search(state, socket, reader, id, said);
  else if (tag === TAG.extended) {
    reader.readSequence(TAG.extended);
    const name = reader.readString(0x80);
    said(`extended ${name}`);
    socket.write(result(id, TAG.extendedAnswer, name === START_TLS ? CODE.success : CODE.unwilling));
    return name === START_TLS;
  } else if (tag === TAG.unbind) socket.end();
  return false;
}

function bind(state: LdapServer, socket: Socket, reader: BerReader, id: number, said: (what: string) => void): void {
  reader.readSequence(TAG.bind);
  reader.readInt();
  const dn = reader.readString() ?? '';
  const password = reader.readString(0x80) ?? '';
  said(`bind ${dn}`);
  const stored = state.entries.find((each) => each.dn.toLowerCase() === dn.toLowerCase())?.attributes['userPassword']?.[0];
  // As servers do: a name with an empty password is an anonymous bind, and succeeds (RFC 4513 §5.1.2).
  socket.write(result(id, TAG.bindAnswer, password === '' || stored === password ? CODE.success : CODE.invalidCredentials));
}

function search(state: LdapServer, socket: Socket, reader: BerReader, id: number, said: (what: string) => void): void {
  const end = endOf(reader, TAG.search);
  const base = (reader.readString() ?? '').toLowerCase();
  const scope = reader.readEnumeration();
  for (let i = 0; i < 3; i++) reader.offset += 2 + ((reader.buffer[reader.offset + 1] ?? 0));
  reader.readBoolean();
  const filter = readFilter(reader);
  const listed = endOf(reader, 0x30);
  const attributes: string[] = [];
  for (let i = 0; i < 50 && reader.offset < Math.min(listed, end); i++) attributes.push(reader.readString() ?? '');
  said(`search ${filter.text}`);
  const found = state.entries.filter((each) => (scope === 0 ? each.dn.toLowerCase() === base : each.dn.toLowerCase().endsWith(base)) && matches(filter, each.attributes));
  const page = readPage(reader);
  const from = page && page.cookie !== '' ? Number(page.cookie) : 0;
  const shown = page ? found.slice(from, from + page.size) : found;
  for (const each of shown) socket.write(entry(id, each, attributes));
  if (state.referral !== null) socket.write(reference(id, state.referral));
  socket.write(result(id, TAG.searchDone, CODE.success, page && { cookie: from + page.size < found.length ? String(from + page.size) : '' }));
}

function readPage(reader: BerReader): { size: number; cookie: string } | null {
  if (reader.peek() !== 0xa0 || reader.readSequence(0xa0) === null) return null;
  reader.readSequence();
  if (reader.readString() !== PAGED) return null;
  if (reader.peek() === 0x01) reader.readBoolean();
  const value = new BerReader(reader.readString(0x04, true) ?? Buffer.alloc(0));
  value.readSequence();
  return { size: value.readInt() ?? 0, cookie: value.readString() ?? '' };
}

function written(id: number, write: (writer: BerWriter) => void): Buffer {
  const writer = new BerWriter();
  writer.startSequence();
  writer.writeInt(id);
  write(writer);
  writer.endSequence();
  return writer.buffer;
}

const result = (id: number, tag: number, code: number, page?: { cookie: string } | null) => written(id, (writer) => {
  writer.startSequence(tag);
  writer.writeEnumeration(code);
  writer.writeString('');
  writer.writeString('');
  writer.endSequence();
  if (!page) return;
  const value = new BerWriter();
  value.startSequence();
  value.writeInt(0);
  value.writeString(page.cookie);
  value.endSequence();
  writer.startSequence(0xa0);
  writer.startSequence();
  writer.writeString(PAGED);
  writer.writeBuffer(value.buffer, 0x04);
  writer.endSequence();
  writer.endSequence();
});

const reference = (id: number, url: string) => written(id, (writer) => { writer.startSequence(TAG.reference); writer.writeString(url); writer.endSequence(); });

const entry = (id: number, { dn, attributes }: StoredEntry, asked: string[]) => written(id, (writer) => {
  writer.startSequence(TAG.entry);
  writer.writeString(dn);
  writer.startSequence();
  for (const [name, values] of Object.entries(attributes)) {
    if (name === 'userPassword' || !asked.some((each) => each.toLowerCase() === name.toLowerCase())) continue;
    writer.startSequence();
    writer.writeString(name);
    writer.startSequence(0x31);
    for (const value of values) writer.writeBuffer(Buffer.from(value as string), 0x04);
    writer.endSequence();
    writer.endSequence();
  }
  writer.endSequence();
  writer.endSequence();
});
