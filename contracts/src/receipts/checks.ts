import type { Sha256 } from '../transparency/bytes.ts';
import type { PublicKey } from './public-key.ts';
import type { SignatureBase } from './signature-base.ts';
import type { Verify } from './web-crypto.ts';

export type CheckId =
  | 'files' | 'entry' | 'request-signature' | 'provider-signature' | 'gateway-signature' | 'digests' | 'same-exchange' | 'log' | 'checkpoint' | 'witnesses' | 'stamp' | 'keys' | 'known-keys' | 'request-body' | 'response-body';
/** `absent`: the receipt carries nothing to look at, and need not. */
export type CheckState = 'passed' | 'failed' | 'absent';
/** One thing that was looked at. `detail` names what: a file, a line, a count; never a sentence. */
export interface Check { readonly id: CheckId; readonly state: CheckState; readonly detail: string | null }

/** What lies in a bundle, by name. */
export type ReceiptFiles = ReadonlyMap<string, Uint8Array>;

export interface VerifyWays {
  readonly sha256: Sha256;
  readonly verify: Verify;
  /** Thumbprints that the reader has from elsewhere: the house's `/.well-known/saphan-exchange`, the agency's own word. */
  readonly knownKeys?: ReadonlySet<string>;
  /** Fewest witnesses that must have co-signed the checkpoint; 0 when not said. */
  readonly leastWitnesses?: number;
}

export type SignerName = 'request' | 'response' | 'gateway';
/** One of the three signatures as it lies in the bundle. */
export interface Signed { readonly name: SignerName; readonly base: SignatureBase; readonly baseBytes: Uint8Array; readonly signature: Uint8Array; readonly key: PublicKey }
export type AllSigned = Partial<Readonly<Record<SignerName, Signed>>>;
export const KEY_FILES: Readonly<Record<SignerName, string>> = { request: 'keys/consumer.pem', response: 'keys/provider.pem', gateway: 'keys/gateway.pem' };

export const passed = (id: CheckId, detail: string | null = null): Check => ({ id, state: 'passed', detail });
export const failed = (id: CheckId, detail: string | null = null): Check => ({ id, state: 'failed', detail });
export const absent = (id: CheckId): Check => ({ id, state: 'absent', detail: null });
