import { thumbprintOf } from '@saphan/contracts/receipts/public-key';
import { sha256 } from '@saphan/contracts/receipts/sha-256';
import { fromBase64, utf8 } from '@saphan/contracts/transparency/bytes';
import { ClientFault } from './client-fault.ts';
import { publicMembers, SIGNATURE_WAYS, type Jwk } from './jwk.ts';

export type Verifier = (text: string, signature: string) => Promise<boolean>;

/** The keys by which the house signs, from `/.well-known/saphan-exchange`; only those that the caller pinned, when it did. */
export class HouseKeys {
  readonly #baseUrl: string;
  readonly #pinned: ReadonlySet<string> | null;
  readonly #fetch: typeof fetch;
  #known = new Map<string, Verifier>();
  #askedAt = 0;

  constructor(baseUrl: string, pinned: readonly string[] | undefined, fetch: typeof globalThis.fetch) {
    this.#baseUrl = baseUrl;
    this.#pinned = pinned === undefined ? null : new Set(pinned);
    this.#fetch = fetch;
  }

  /** A key that is not known is looked for once more, since keys turn. @throws {ClientFault} `house-key-unknown`. */
  async find(kid: string): Promise<Verifier> {
    if (!this.#known.has(kid) && Date.now() - this.#askedAt > 5_000) await this.#load();
    const found = this.#known.get(kid);
    if (!found || (this.#pinned && !this.#pinned.has(kid))) throw new ClientFault('house-key-unknown', `คำตอบลงลายมือชื่อด้วยกุญแจที่ไม่รู้จัก ${kid}`, `the answer is signed by a key that is not known: ${kid}`);
    return found;
  }

  async #load(): Promise<void> {
    this.#askedAt = Date.now();
    const reply = await this.#fetch(`${this.#baseUrl}/.well-known/saphan-exchange`, { redirect: 'error', headers: { accept: 'application/json' } }).catch((cause: unknown) => { throw unreachable(cause); });
    const document = reply.ok ? await reply.json() as { gateway?: { keys?: Jwk[] } } : {};
    const loaded = await Promise.all((document.gateway?.keys ?? []).map(verifierOf));
    this.#known = new Map(loaded.filter((each) => each !== null));
  }
}

export const unreachable = (cause: unknown, notSent = false): ClientFault => new ClientFault('unreachable', 'ติดต่อศูนย์แลกเปลี่ยนไม่ได้', 'the exchange cannot be reached', { cause, notSent });

/** Makes a key that verifies out of a public JWK, under its own thumbprint. @returns null for kinds that nobody signs with. */
export async function verifierOf(jwk: Jwk): Promise<readonly [kid: string, verify: Verifier] | null> {
  const read = publicMembers(jwk);
  if (!read) return null;
  const { kind, how } = SIGNATURE_WAYS[read.algorithm];
  const key = await crypto.subtle.importKey('jwk', read.members, kind, true, ['verify']);
  return [thumbprintOf({ algorithm: read.algorithm, spki: new Uint8Array(), jwk: read.members }, sha256), async (text, signature) => {
    const bytes = fromBase64(signature);
    return bytes !== null && crypto.subtle.verify(how, key, bytes as Uint8Array<ArrayBuffer>, utf8(text) as Uint8Array<ArrayBuffer>);
  }];
}
