import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Kept { payload: AdapterPayload; until: number }

/** What the simulator remembers, in this process and as long as it counts. */
export function openMemory(): (model: string) => Adapter {
  const kept = new Map<string, Kept>();
  const find = (key: string) => { const found = kept.get(key); return found && found.until > Date.now() ? found.payload : undefined; };
  const forget = (isGone: (each: Kept, key: string) => boolean) => { for (const [key, each] of kept) if (isGone(each, key)) kept.delete(key); };
  return (model) => ({
    async upsert(id, payload, expiresIn) { forget(({ until }) => until <= Date.now()); kept.set(`${model} ${id}`, { payload, until: Date.now() + (expiresIn ?? 600) * 1000 }); },
    async find(id) { return find(`${model} ${id}`); },
    async findByUid(uid) { return [...kept].filter(([key]) => key.startsWith(`${model} `)).map(([, { payload }]) => payload).find((payload) => payload.uid === uid); },
    async findByUserCode() { return undefined; },
    async consume(id) { const found = find(`${model} ${id}`); if (found) found.consumed = Math.floor(Date.now() / 1000); },
    async destroy(id) { kept.delete(`${model} ${id}`); },
    async revokeByGrantId(grantId) { forget(({ payload }) => payload.grantId === grantId); },
  });
}
