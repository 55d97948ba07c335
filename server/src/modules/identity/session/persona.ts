import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { newSecret } from '#kernel/tokens.ts';
import { findAccountFacts } from '../account/facts.ts';
import { personasOf } from '../account/personas.ts';
import { problem } from '../errors.ts';
import { principalOf } from '../principal.ts';
import { holderOf } from '../step-up/step-up.ts';
import { setSessionPersona } from './session.sql.gen.ts';
import type { Started } from './start.ts';

/** Says as what somebody acts from now on in this session: one of the personas valid today. Throws `identity.persona-unknown`. */
export async function choosePersona(tx: Tx, who: Principal, persona: string): Promise<{ who: Principal; started: Started }> {
  const { accountId, sessionId } = holderOf(who);
  const facts = await findAccountFacts(tx, accountId);
  if (!facts || !personasOf(facts).some(({ id }) => id === persona)) throw problem('persona-unknown');
  const { text, hash } = newSecret();
  if (!await setSessionPersona(tx, { id: sessionId, persona, secret_hash: hash })) throw problem('sign-in-lost');
  await audit(tx, who, 'identity.persona-chosen', `account:${accountId}`, { persona });
  return { who: principalOf(facts, persona, who), started: { id: sessionId, secret: text } };
}
