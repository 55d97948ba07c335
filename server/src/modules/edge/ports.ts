import type { Database } from '#kernel/db.ts';
import type { Log } from '#kernel/log.ts';

/** The key with which the house signs. */
export interface HouseKey {
  readonly kid: string;
  readonly jwk: Record<string, unknown>;
  /** Every key of the house, this one and those of earlier answers. */
  readonly known: readonly { kid: string; jwk: Record<string, unknown>; from: string; until: string | null }[];
  /** Ed25519 over the text, which is ASCII; base64. */
  sign(text: string): string;
}

/** What edges need from the house. */
export interface EdgePorts {
  readonly db: Database;
  readonly log: Log;
  readonly publicUrl: string;
  /** The gateway's signing key; null until there is one. */
  houseKey(): Promise<HouseKey | null>;
  /** How long an edge waits for work, in ms; 25 s without it. */
  readonly waitMs?: number;
}
