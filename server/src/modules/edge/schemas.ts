import { Type } from 'typebox';

const Edge = Type.Object({
  instance: Type.String(), kid: Type.String(), version: Type.String(), clockOffsetSeconds: Type.Integer(), services: Type.Array(Type.String()), directUrl: Type.Union([Type.String(), Type.Null()]),
  connected: Type.Boolean(), firstSeenAt: Type.String(), lastSeenAt: Type.String(),
});

/** Systems that an edge was seen of in the last 30 days; those never seen are not in it. */
export const EdgeList = Type.Object({ items: Type.Array(Type.Object({ system: Type.String(), nameTh: Type.String(), nameEn: Type.String(), agencyId: Type.String(), edges: Type.Array(Edge) })) });
