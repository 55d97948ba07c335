import { Type, type Static } from 'typebox';
import { nullable } from '#kernel/nullable.ts';

export const Instant = Type.String({ description: 'ISO 8601, UTC' });
const Size = Type.Integer({ minimum: 0, description: 'Leaves in the tree' });
const Hash = Type.String({ description: 'SHA-256, base64' });

export const EntryRow = Type.Object({
  id: Type.String({ format: 'uuid' }), number: Type.Integer(), kind: Type.String(), subject: nullable(Type.String()), at: Instant,
  leafIndex: nullable(Type.Integer({ description: 'Place in the tree; null while it waits.' })),
});
export type EntryRow = Static<typeof EntryRow>;

export const EntryProof = Type.Object({
  leafIndex: Type.Integer(), size: Size, root: Hash, proof: Type.Array(Hash), checkpoint: Type.String({ description: 'Signed note with every co-signature that came' }),
  tlogProof: Type.String({ description: 'C2SP tlog-proof@v1, whole in itself' }), stampedAt: nullable(Instant),
});
export type EntryProof = Static<typeof EntryProof>;
