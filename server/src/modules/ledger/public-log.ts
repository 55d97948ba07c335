import type { FastifyReply, FastifyRequest } from 'fastify';
import { parseTilePath } from '@saphan/contracts/transparency/tiles';
import type { Tx } from '#kernel/db.ts';
import { ledgerProblem } from './errors.ts';
import { readCheckpointOf, readTileOf } from './epochs/read-epochs.ts';
import { readWitnessTurns } from './keys/turn-witness-key.ts';
import type { LedgerPorts } from './ports.ts';
import { readCheckpoint, readTile } from './reads/proofs.ts';
import { readWitnessedCheckpoint, type WitnessAnswer } from './witness/add-checkpoint.ts';

const TEXT = 'text/plain; charset=utf-8';
const LONGEST_QUESTION = 64 * 1024;
const TILES = '/ledger/tile/';
const TILES_OF = /^\/ledger\/([1-9]\d{0,3})\/tile\//;

/** The newest checkpoint, which is another one half a second later. */
export async function sendCheckpoint(ports: LedgerPorts, reply: FastifyReply): Promise<FastifyReply> {
  const note = await ports.db.read(readCheckpoint);
  return reply.header('cache-control', 'no-cache').type(TEXT).send(note);
}

/** A tile never changes: of this width it stays what it is. */
export async function sendTile(ports: LedgerPorts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const path = request.url.split('?')[0] ?? '';
  const name = path.startsWith(TILES) ? parseTilePath(path.slice(TILES.length)) : null;
  if (!name) throw ledgerProblem('no-such-tile', { path });
  const hashes = await ports.db.one((tx) => readTile(tx, name));
  return reply.header('cache-control', 'public, max-age=31536000, immutable').type('application/octet-stream').send(Buffer.from(hashes));
}

/** The last checkpoint of the log of this number: of one that was closed always the same. */
export async function sendCheckpointOf(ports: LedgerPorts, number: number, reply: FastifyReply): Promise<FastifyReply> {
  const note = await ports.db.read((tx) => readCheckpointOf(tx, number));
  return reply.header('cache-control', 'no-cache').type(TEXT).send(note);
}

/** A tile of the log of this number. */
export async function sendTileOf(ports: LedgerPorts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const path = request.url.split('?')[0] ?? '';
  const [head = '', number = ''] = TILES_OF.exec(path) ?? [];
  const name = head === '' ? null : parseTilePath(path.slice(head.length));
  if (!name) throw ledgerProblem('no-such-tile', { path });
  const hashes = await ports.db.read((tx) => readTileOf(tx, Number(number), name));
  return reply.header('cache-control', 'public, max-age=31536000, immutable').type('application/octet-stream').send(Buffer.from(hashes));
}

export async function sendWitnessTurns(ports: LedgerPorts, reply: FastifyReply): Promise<FastifyReply> {
  const notes = await ports.db.read(readWitnessTurns);
  return reply.header('cache-control', 'no-cache').type(TEXT).send(notes);
}

export async function sendWitnessedCheckpoint(ports: LedgerPorts, originHash: string, reply: FastifyReply): Promise<FastifyReply> {
  const note = await ports.db.one((tx) => readWitnessedCheckpoint(tx, originHash));
  if (note === null) throw ledgerProblem('nothing-signed-yet');
  return reply.header('cache-control', 'no-cache').type(TEXT).send(note);
}

/** Another log asks for our co-signature, or tells its next key; statuses and texts are those of the protocol. */
export async function takeFromLog(ports: LedgerPorts, request: FastifyRequest, reply: FastifyReply, take: (tx: Tx, ports: LedgerPorts, text: string) => Promise<WitnessAnswer>): Promise<FastifyReply> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of request.raw as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length <= LONGEST_QUESTION) pieces.push(piece);
  }
  const text = length <= LONGEST_QUESTION ? Buffer.concat(pieces).toString('utf8') : '';
  const answer = await ports.db.tx((tx) => take(tx, ports, text));
  return reply.status(answer.status).type(answer.type).send(answer.body);
}
