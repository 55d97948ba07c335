import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { findRegisteredClient } from '../clients/registered.sql.gen.ts';
import { problem } from '../errors.ts';
import { noteServiceChange } from '../provider/known-services.ts';
import type { ClientState } from '../schemas.ts';
import { upsertMachineClient } from './machines.sql.gen.ts';

/** A public key by which a program proves itself, and when. */
export interface MachineKey { readonly kid: string; readonly jwk: Readonly<Record<string, string>>; readonly from: string; readonly until: string }

/** A program that asks for tokens of its own and has no users: it proves itself by keys that another room keeps (`private_key_jwt`). */
export interface MachineClient {
  readonly id: string;
  readonly agencyId: string;
  readonly nameTh: string;
  readonly nameEn: string;
  /** None: it cannot prove itself, so it gets nothing. */
  readonly keys: readonly MachineKey[];
  /** Whether each token must be bound to a key (DPoP). */
  readonly bound: boolean;
}

/** When each key counts, beside the key set that the provider reads. */
export type KeyTimes = Readonly<Record<string, readonly [from: string, until: string]>>;
interface MachineMetadata { readonly jwks: { readonly keys: readonly { kid: string }[] }; readonly saphan_key_times: KeyTimes; readonly dpop_bound_access_tokens: boolean }

/**
 * Makes the client of a program, or brings its keys up to date.
 *
 * @throws `signon.client-exists` when an e-service has this id.
 */
export async function keepMachineClient(tx: Tx, who: Actor, { id, agencyId, nameTh, nameEn, keys, bound }: MachineClient): Promise<void> {
  noteServiceChange(id);
  const metadata: MachineMetadata & Record<string, unknown> = {
    grant_types: ['client_credentials'], response_types: [], redirect_uris: [], token_endpoint_auth_method: 'private_key_jwt', dpop_bound_access_tokens: bound,
    jwks: { keys: keys.map(({ jwk, kid }) => ({ ...jwk, kid, use: 'sig' })) }, saphan_key_times: Object.fromEntries(keys.map(({ kid, from, until }) => [kid, [from, until] as const])),
  };
  const kept = await upsertMachineClient(tx, { id, agency_id: agencyId, name_th: nameTh, name_en: nameEn, metadata, by: who.name });
  if (!kept) throw problem('client-exists');
  await audit(tx, who, 'signon.machine-client-kept', `client:${id}`, { agency: agencyId, keys: keys.map(({ kid }) => kid), bound });
}

/** How the client of a program stands; null when there is none, or an e-service has this id. */
export async function findMachineClient(tx: Tx, id: string): Promise<{ id: string; state: ClientState; bound: boolean } | null> {
  const row = await findRegisteredClient(tx, { id });
  return row && isMachine(row.metadata as object) ? { id, state: row.state as ClientState, bound: (row.metadata as MachineMetadata).dpop_bound_access_tokens } : null;
}

export const isMachine = (metadata: object): metadata is MachineMetadata => 'saphan_key_times' in metadata;

/** What the provider is told of a client: of a program's keys, those that count now. */
export function asOfNow(metadata: object, now: string): object {
  if (!isMachine(metadata)) return metadata;
  const { saphan_key_times: times, jwks, ...rest } = metadata;
  const counts = ({ kid }: { kid: string }) => { const [from, until] = times[kid] ?? ['', '']; return from <= now && now < until; };
  return { ...rest, jwks: { keys: jwks.keys.filter(counts) } };
}
