import { Type } from 'typebox';
import { systemClock } from '#kernel/clock.ts';
import { route, type Route } from '#kernel/route.ts';
import { askNewEpoch, withdrawNewEpoch } from './epochs/ask-new-epoch.ts';
import { confirmNewEpoch } from './epochs/begin-epoch.ts';
import { listLogs } from './epochs/read-epochs.ts';
import { ledgerProblem } from './errors.ts';
import { turnLogKey } from './keys/turn-log-key.ts';
import { turnWitnessKey } from './keys/turn-witness-key.ts';
import { policies } from './policies.ts';
import type { LedgerPorts } from './ports.ts';
import { sendCheckpoint, sendCheckpointOf, sendTile, sendTileOf, sendWitnessedCheckpoint, sendWitnessTurns, takeFromLog } from './public-log.ts';
import { getLedger, getLedgerEntry, listCheckpoints, listLedgerEntries } from './reads/entries.ts';
import { readConsistency, readLedgerKeys } from './reads/proofs.ts';
import {
  Added, AddedLog, BeforeQuery, CheckpointList, Consistency, ConsistencyQuery, EntriesQuery, EntryList, EntryPage, EntryParams, EpochAsking, EpochBegun, EpochConfirming, EpochParams, EpochWaiting, KeyTurning, LedgerKeys, LedgerLogs, LedgerStanding, NewWitness, NewWitnessedLog, OriginQuery, TurnedKey, TurnedWitnessKey, WitnessParams,
} from './schemas.ts';
import { addCheckpoint } from './witness/add-checkpoint.ts';
import { followTurn } from './witness/follow-turn.ts';
import { addWitness, addWitnessedLog, endWitness, endWitnessedLog } from './witness/keep-witnesses.ts';

const now = () => systemClock.now();
const { 'read-tree': readTree, 'read-entries': readEntries, 'keep-witnesses': keep, 'add-checkpoint': ask, 'turn-log-key': turn, 'begin-epoch': begin } = policies;
const none = { 204: Type.Null() };
const text = { 200: Type.String({ description: 'C2SP text format' }) };
const TileParams = Type.Object({ level: Type.String({ maxLength: 8 }), a: Type.String({ maxLength: 8 }), b: Type.Optional(Type.String({ maxLength: 8 })), c: Type.Optional(Type.String({ maxLength: 8 })), d: Type.Optional(Type.String({ maxLength: 8 })) });
const LogParams = Type.Object({ number: Type.String({ pattern: '^[1-9][0-9]{0,3}$' }) });

/** What everybody may read: the log as C2SP says, without its entries. */
const publicRoutes = (ports: LedgerPorts): Route[] => [
  route({
    method: 'GET', at: 'root', path: '/ledger/checkpoint', operationId: 'downloadCheckpoint', summary: 'The newest signed checkpoint (C2SP tlog-checkpoint)', policy: readTree, openToSites: true, stream: 'reply', response: text,
    handler: ({ reply }) => sendCheckpoint(ports, reply),
  }),
  route({
    method: 'GET', at: 'root', path: '/ledger/tile/:level/:a', aliases: ['/ledger/tile/:level/:a/:b', '/ledger/tile/:level/:a/:b/:c', '/ledger/tile/:level/:a/:b/:c/:d'], operationId: 'downloadTile',
    summary: 'A tile of hashes (C2SP tlog-tiles)', policy: readTree, openToSites: true, stream: 'reply', params: TileParams, response: { 200: Type.String({ description: 'Hashes of 32 bytes' }) },
    handler: ({ request, reply }) => sendTile(ports, request, reply),
  }),
  route({
    method: 'GET', at: 'root', path: '/ledger/:number/checkpoint', operationId: 'downloadCheckpointOfLog', summary: 'The last checkpoint of one of the logs of this house, the first and those that follow it after a loss', policy: readTree, openToSites: true, stream: 'reply', params: LogParams, response: text,
    handler: ({ params, reply }) => sendCheckpointOf(ports, Number(params.number), reply),
  }),
  route({
    method: 'GET', at: 'root', path: '/ledger/:number/tile/:level/:a', aliases: ['/ledger/:number/tile/:level/:a/:b', '/ledger/:number/tile/:level/:a/:b/:c', '/ledger/:number/tile/:level/:a/:b/:c/:d'], operationId: 'downloadTileOfLog',
    summary: 'A tile of one of the logs of this house (C2SP tlog-tiles)', policy: readTree, openToSites: true, stream: 'reply', params: Type.Object({ ...LogParams.properties, ...TileParams.properties }), response: { 200: Type.String({ description: 'Hashes of 32 bytes' }) },
    handler: ({ request, reply }) => sendTileOf(ports, request, reply),
  }),
  route({
    method: 'GET', at: 'root', path: '/ledger/logs', operationId: 'listLedgerLogs', summary: 'The logs of this house: names, keys, where each was closed, and the signed link to the next', policy: readTree, openToSites: true, response: { 200: LedgerLogs },
    handler: async () => ({ items: await ports.db.read(listLogs) }),
  }),
  route({
    method: 'GET', at: 'root', path: '/ledger/key', operationId: 'getLedgerKeys', summary: 'Public keys of the log and of this house as a witness', policy: readTree, openToSites: true, response: { 200: LedgerKeys },
    handler: () => ports.db.read(readLedgerKeys),
  }),
  route({
    method: 'POST', at: 'root', path: '/ledger/witness/add-checkpoint', operationId: 'addCheckpoint', summary: 'Ask for our co-signature (C2SP tlog-witness)', policy: ask, stream: 'any', response: text,
    handler: ({ request, reply }) => takeFromLog(ports, request, reply, addCheckpoint),
  }),
  route({
    method: 'POST', at: 'root', path: '/ledger/witness/turn-key', operationId: 'followTurn', summary: 'Tell us the next key of a log that we co-sign for', policy: ask, stream: 'any', response: text,
    handler: ({ request, reply }) => takeFromLog(ports, request, reply, (tx, _ports, note) => followTurn(tx, note)),
  }),
  route({
    method: 'GET', at: 'root', path: '/ledger/witness/turns', operationId: 'downloadWitnessTurns', summary: 'Signed notes by which each key that we co-signed with names the next', policy: readTree, openToSites: true, stream: 'reply', response: text,
    handler: ({ reply }) => sendWitnessTurns(ports, reply),
  }),
  route({
    method: 'GET', at: 'root', path: '/ledger/witness/:origin/checkpoint', operationId: 'downloadWitnessedCheckpoint', summary: 'The last checkpoint that we co-signed for a log, by the hash of its origin', policy: readTree, openToSites: true,
    stream: 'reply', params: Type.Object({ origin: Type.String({ pattern: '^[0-9a-f]{64}$' }) }), response: text, handler: ({ params, reply }) => sendWitnessedCheckpoint(ports, params.origin, reply),
  }),
];

/** What the secretariat, operators and auditors read. */
const readingRoutes = (ports: LedgerPorts): Route[] => [
  route({
    method: 'GET', path: '/ledger', operationId: 'getLedger', summary: 'How the ledger stands: size, signatures, what waits, witnesses, stamps', policy: readEntries, response: { 200: LedgerStanding },
    handler: ({ db }) => db.read((tx) => getLedger(tx, now(), ports.stamps !== null)),
  }),
  route({
    method: 'GET', path: '/ledger/entries', operationId: 'listLedgerEntries', summary: 'Entries of the ledger, the newest first', policy: readEntries, querystring: EntriesQuery, response: { 200: EntryList },
    handler: ({ db, query }) => db.read((tx) => listLedgerEntries(tx, query)),
  }),
  route({
    method: 'GET', path: '/ledger/entries/:id', operationId: 'getLedgerEntry', summary: 'An entry with its text, its facts and its proof', policy: readEntries, params: EntryParams, response: { 200: EntryPage },
    handler: ({ db, params }) => db.read((tx) => getLedgerEntry(tx, params.id)),
  }),
  route({
    method: 'GET', path: '/ledger/checkpoints', operationId: 'listCheckpoints', summary: 'Signed checkpoints, the newest first', policy: readEntries, querystring: BeforeQuery, response: { 200: CheckpointList },
    handler: ({ db, query }) => db.read((tx) => listCheckpoints(tx, query.before ?? null)),
  }),
  route({
    method: 'GET', path: '/ledger/consistency', operationId: 'getConsistency', summary: 'Proof that the later of two signed trees begins with the earlier', policy: readEntries, querystring: ConsistencyQuery, response: { 200: Consistency },
    handler: ({ db, query }) => {
      if (query.from > query.to) throw ledgerProblem('sizes-in-wrong-order');
      return db.read((tx) => readConsistency(tx, query));
    },
  }),
];

const witnessRoutes: Route[] = [
  route({
    method: 'POST', path: '/ledger/witnesses', operationId: 'addWitness', summary: 'Trust a witness to co-sign our checkpoints', policy: keep, body: NewWitness, response: { 201: Added },
    handler: ({ db, actor, body, reply }) => { reply.status(201); return db.tx((tx) => addWitness(tx, actor, body, now())); },
  }),
  route({
    method: 'DELETE', path: '/ledger/witnesses/:id', operationId: 'endWitness', summary: 'Ask a witness no more', policy: keep, params: WitnessParams, response: none,
    handler: async ({ db, actor, params, reply }) => { await db.tx((tx) => endWitness(tx, actor, params.id, now())); reply.status(204); return null; },
  }),
  route({
    method: 'POST', path: '/ledger/witnessed-logs', operationId: 'addWitnessedLog', summary: 'Promise to co-sign the checkpoints of another log', policy: keep, body: NewWitnessedLog, response: { 201: AddedLog },
    handler: ({ db, actor, body, reply }) => { reply.status(201); return db.tx((tx) => addWitnessedLog(tx, actor, body.vkey, now())); },
  }),
  route({
    method: 'DELETE', path: '/ledger/witnessed-logs', operationId: 'endWitnessedLog', summary: 'Co-sign for another log no more', policy: keep, querystring: OriginQuery, response: none,
    handler: async ({ db, actor, query, reply }) => { await db.tx((tx) => endWitnessedLog(tx, actor, query.origin, now())); reply.status(204); return null; },
  }),
];

const keyRoutes = (ports: LedgerPorts): Route[] => [
  route({
    method: 'POST', path: '/ledger/keys', operationId: 'turnLogKey', summary: 'Give the log another key, named and signed by the one before', policy: turn, body: KeyTurning, response: { 201: TurnedKey },
    handler: ({ db, actor, body, reply }) => { reply.status(201); return db.tx((tx) => turnLogKey(tx, ports, actor, body)); },
  }),
  route({
    method: 'POST', path: '/ledger/witness-keys', operationId: 'turnWitnessKey', summary: 'Give this house another key to co-sign with, named and signed by the one before', policy: turn, body: KeyTurning, response: { 201: TurnedWitnessKey },
    handler: ({ db, actor, body, reply }) => { reply.status(201); return db.tx((tx) => turnWitnessKey(tx, ports, actor, body)); },
  }),
];

/** Closing the log where it stands and beginning the next: one person asks, another confirms. */
const epochRoutes = (ports: LedgerPorts): Route[] => [
  route({
    method: 'POST', path: '/ledger/epoch-requests', operationId: 'askNewEpoch', summary: 'Ask that the log be closed where it stands and the next one begun', policy: begin, body: EpochAsking, response: { 201: EpochWaiting },
    handler: async ({ actor, body, reply }) => {
      const { id, held, loss, silent } = await askNewEpoch(ports, actor, body);
      reply.status(201);
      return { id, heldSize: held, lostFrom: loss.agreed, lostTo: loss.signed.size, silent };
    },
  }),
  route({
    method: 'POST', path: '/ledger/epoch-requests/:id/confirm', operationId: 'confirmNewEpoch', summary: 'Confirm, as another person, that the next log begins', policy: begin, params: EpochParams, body: EpochConfirming, response: { 201: EpochBegun },
    handler: async ({ actor, params, body, reply }) => { const begun = await confirmNewEpoch(ports, actor, { id: params.id, ...body }); reply.status(201); return begun; },
  }),
  route({
    method: 'DELETE', path: '/ledger/epoch-requests/:id', operationId: 'withdrawNewEpoch', summary: 'Withdraw what was asked for', policy: begin, params: EpochParams, response: none,
    handler: async ({ db, actor, params, reply }) => { await db.tx((tx) => withdrawNewEpoch(tx, actor, params.id)); reply.status(204); return null; },
  }),
];

export const routes = (ports: LedgerPorts): Route[] => [...keyRoutes(ports), ...epochRoutes(ports), ...publicRoutes(ports), ...readingRoutes(ports), ...witnessRoutes];
