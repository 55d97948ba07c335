import { Type, type Static } from 'typebox';
import { nullable } from '#kernel/nullable.ts';

const Instant = Type.String({ description: 'ISO 8601, UTC' });
const Size = Type.Integer({ minimum: 0, description: 'Leaves in the tree' });
const Hash = Type.String({ description: 'SHA-256, base64' });
const body = <P extends Parameters<typeof Type.Object>[0]>(properties: P) => Type.Object(properties, { additionalProperties: false });

const entryFields = {
  id: Type.String(), number: Type.Integer(), kind: Type.String(), subject: nullable(Type.String()), at: Instant,
  leafIndex: nullable(Type.Integer({ description: 'Place in the tree; null while it waits.' })),
};
export const EntryList = Type.Object({ items: Type.Array(Type.Object(entryFields)), kinds: Type.Array(Type.String()), next: nullable(Type.Integer({ description: 'Ask for more with `before`.' })) });
export type EntryList = Static<typeof EntryList>;

const Evidence = Type.Object({
  leafIndex: Type.Integer(), size: Size, root: Hash, proof: Type.Array(Hash), checkpoint: Type.String({ description: 'Signed note with every co-signature that came' }),
  tlogProof: Type.String({ description: 'C2SP tlog-proof@v1, whole in itself' }), stampedAt: nullable(Instant), stampedBy: nullable(Type.String()), logVkey: Type.String(),
  witnesses: Type.Array(Type.Object({ name: Type.String(), vkey: Type.String(), saidAt: Instant })),
});
export const EntryPage = Type.Object({
  ...entryFields, entry: Type.String({ description: 'Exactly the text whose hash is the leaf' }), facts: nullable(Type.String({ description: 'Exactly the JSON whose hash stands in the entry' })),
  evidence: nullable(Evidence),
});
export type EntryPage = Static<typeof EntryPage>;

export const CheckpointList = Type.Object({
  items: Type.Array(Type.Object({ size: Size, root: Hash, signedAt: Instant, cosignatures: Type.Integer({ minimum: 0 }), stampedAt: nullable(Instant) })), next: nullable(Type.Integer()),
});
export type CheckpointList = Static<typeof CheckpointList>;

const Signed = Type.Object({ size: Size, root: Hash, checkpoint: Type.String() });
export const Consistency = Type.Object({ from: Signed, to: Signed, proof: Type.Array(Hash) });

const Witness = Type.Object({
  id: Type.Integer(), name: Type.String(), vkey: Type.String(), url: Type.String(), agencyId: nullable(Type.String()), addedAt: Instant, addedBy: Type.String(), endedAt: nullable(Instant),
  size: Type.Integer({ minimum: 0, description: 'The last size it co-signed' }), askedAt: nullable(Instant), answeredAt: nullable(Instant), failures: Type.Integer({ minimum: 0 }), lastError: nullable(Type.String()),
});
const WitnessedLog = Type.Object({
  origin: Type.String(), vkey: Type.String(), size: Size, cosignedAt: nullable(Instant), refusals: Type.Integer({ minimum: 0 }), lastRefusal: nullable(Type.String()), refusedAt: nullable(Instant),
  addedAt: Instant, addedBy: Type.String(), endedAt: nullable(Instant),
  follows: nullable(Type.Object({ origin: Type.String(), lostFrom: Type.Integer(), lostTo: Type.Integer() }, { description: 'The log it follows after a loss, and what its house says is lost' })),
});
const Lost = { lostFrom: Type.Integer({ description: 'The first leaf that may be lost' }), lostTo: Type.Integer({ description: 'The greatest size that is known to have been signed' }) };
const KnownSigned = Type.Array(Type.Object({ source: Type.String({ description: 'Witness, or `brought`' }), size: Size }));
const Epoch = Type.Object({ number: Type.Integer(), origin: Type.String(), closedOrigin: Type.String(), heldSize: Size, ...Lost, reason: Type.String(), askedBy: Type.String(), confirmedBy: Type.String(), begunAt: Instant, known: KnownSigned });
const EpochAsked = Type.Object({ id: Type.Integer(), reason: Type.String(), askedBy: Type.String(), askedAt: Instant, silent: Type.Array(Type.String()), known: KnownSigned, heldSize: Size, ...Lost });
const Earlier = { fromSize: Size, toSize: Size, turnedAt: Instant };
export const LedgerStanding = Type.Object({
  origin: Type.String(), logVkey: Type.String(), witnessVkey: Type.String(), logKeyFromSize: Size, earlierKeys: Type.Array(Type.Object({ vkey: Type.String(), ...Earlier, turnedBy: Type.String(), reason: Type.String() })), at: Instant, size: Size, root: Hash, signedAt: Instant,
  waiting: Type.Integer({ minimum: 0, description: 'Entries without a place; 10000 means at least so many.' }), waitingSince: nullable(Instant),
  stamps: Type.Object({ configured: Type.Boolean(), size: nullable(Size), stampedAt: nullable(Instant), failures: Type.Integer({ minimum: 0 }), lastError: nullable(Type.String()), failedSince: nullable(Instant) }),
  witnesses: Type.Array(Witness), witnessed: Type.Array(WitnessedLog), epochs: Type.Array(Epoch), epochAsked: nullable(EpochAsked),
});
export type LedgerStanding = Static<typeof LedgerStanding>;

const key = { vkey: Type.String({ description: 'C2SP signed-note verifier key' }), pem: Type.String() };
export const LedgerKeys = Type.Object({
  origin: Type.String(), log: Type.Object({ ...key, fromSize: Size }), witness: Type.Object({ name: Type.String(), ...key }), earlierWitness: Type.Array(Type.Object({ ...key, turnedAt: Instant }), { description: 'Keys that we co-signed with before' }),
  earlier: Type.Array(Type.Object({ ...key, ...Earlier, turn: Type.String({ description: 'Signed note by which this key and the next name the next' }) }), { description: 'Keys that sign no more, with the sizes whose checkpoints they signed' }),
});
const LogOfHouse = Type.Object({
  number: Type.Integer(), origin: Type.String(), vkey: Type.String(), closedSize: nullable(Size), link: nullable(Type.String({ description: 'Signed note by which its last key names the next log and what is lost' })),
  lost: nullable(Type.Object({ from: Type.Integer(), to: Type.Integer() }, { description: 'Leaves that it signed and that are not held any more' })),
});
export const LedgerLogs = Type.Object({ items: Type.Array(LogOfHouse) });
const Reason = Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S' });
export const EpochAsking = body({ reason: Reason, checkpoints: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 20_000 }), { maxItems: 20, description: 'Signed checkpoints of ours, or proofs of receipts, that somebody holds' })) });
export const EpochWaiting = Type.Object({ id: Type.Integer(), heldSize: Size, ...Lost, silent: Type.Array(Type.String()) });
export const EpochConfirming = body({ withoutSilent: Type.Optional(Type.Boolean({ description: 'Also when a witness does not say what it co-signed' })) });
export const EpochBegun = Type.Object({ number: Type.Integer(), origin: Type.String(), vkey: Type.String(), fromSize: Size, ...Lost });
export const EpochParams = Type.Object({ id: Type.Integer({ minimum: 1 }) });
export const KeyTurning = body({ reason: Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S' }) });
export const TurnedWitnessKey = Type.Object({ vkey: Type.String() });
export const TurnedKey = Type.Object({ vkey: Type.String(), fromSize: Size });

export const EntriesQuery = body({
  kind: Type.Optional(Type.String({ maxLength: 100 })), subject: Type.Optional(Type.String({ maxLength: 200, description: '`kind:id`, whole' })), before: Type.Optional(Type.Integer({ minimum: 1 })),
});
export const EntryParams = Type.Object({ id: Type.String({ format: 'uuid' }) });
export const BeforeQuery = body({ before: Type.Optional(Type.Integer({ minimum: 0 })) });
export const ConsistencyQuery = body({ from: Type.Integer({ minimum: 0 }), to: Type.Integer({ minimum: 0 }) });
export const NewWitness = body({ vkey: Type.String({ minLength: 1, maxLength: 400 }), url: Type.String({ minLength: 1, maxLength: 400 }), agencyId: Type.Optional(nullable(Type.String({ maxLength: 64 }))) });
export type NewWitness = Static<typeof NewWitness>;
export const NewWitnessedLog = body({ vkey: Type.String({ minLength: 1, maxLength: 400 }) });
export const WitnessParams = Type.Object({ id: Type.Integer({ minimum: 1 }) });
export const OriginQuery = body({ origin: Type.String({ minLength: 1, maxLength: 300 }) });
export const Added = Type.Object({ id: Type.Integer() });
export const AddedLog = Type.Object({ origin: Type.String() });
