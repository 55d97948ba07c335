import type { Actor, Principal } from '#kernel/policy.ts';
import { problem } from '../errors.ts';

/** @throws `organisations.not-to-oneself` when a person gives something to themselves. */
export function assertNotOneself(actor: Actor, personId: string): void {
  if ((actor as Partial<Principal>).personId === personId) throw problem('not-to-oneself');
}
