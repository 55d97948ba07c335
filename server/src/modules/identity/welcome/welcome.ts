import { audit } from '#kernel/audit.ts';
import type { Database, Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { createPerson } from '#modules/organisations/index.ts';
import { findAccountFacts } from '../account/facts.ts';
import { hashCode } from '../codes.ts';
import { setPassword } from '../credentials/password.sql.gen.ts';
import { problem } from '../errors.ts';
import { raiseAlarm, recordSignIn, type Place } from '../history/record.ts';
import { checkPassword } from '../passwords/check-password.ts';
import { hashPassword } from '../passwords/hash.ts';
import type { IdentityPorts } from '../ports.ts';
import { endAllSessions } from '../session/end.ts';
import { startSession, type Started } from '../session/start.ts';
import { countCodeAttempt, forgive, type Attempt } from '../sign-in/throttle.ts';
import { foldUserName } from '../user-name.ts';
import {
  endFirstAdministratorInvitations, findInvitation, forgetStrongWays, hasOperator, insertAdministrator, insertOperatorGrant, takeUpAccount, useInvitation, type FindInvitationRow,
} from './invitation.sql.gen.ts';

export interface Welcomed { code: string; userName?: string | undefined; displayName?: string | undefined; password: string }

/** Wrong codes from one network after which the first administrator's code ends as well: the next start prints another. */
const MOST_WRONG = 10;

/**
 * Takes up an account with the code of an invitation: the first administrator, somebody who joins, or somebody who lost every way in.
 *
 * @throws `identity.code-refused`, `identity.password-refused`, `identity.user-name-refused`, `identity.too-many-attempts`.
 */
export async function welcome(db: Database, { breachedFile }: Pick<IdentityPorts, 'breachedFile'>, asked: Welcomed, place: Place): Promise<Started> {
  const { invitation, attempt } = await db.tx((tx) => find(tx, asked.code, place));
  if (!invitation) throw problem('code-refused');
  const userName = nameOf(invitation, asked);
  await checkPassword({ password: asked.password, userName, breachedFile });
  const hash = await hashPassword(asked.password);
  return db.tx(async (tx) => {
    // Read again and locked: meanwhile somebody may have used it.
    const still = await findInvitation(tx, { code_hash: hashCode(asked.code) });
    if (!still) throw problem('code-refused');
    await useInvitation(tx, { id: still.id });
    const accountId = still.purpose === 'first-administrator' ? await makeAdministrator(tx, userName, asked.displayName) : await takeUp(tx, still, userName);
    await setPassword(tx, { account_id: accountId, hash });
    await forgive(tx, attempt);
    const facts = await findAccountFacts(tx, accountId);
    if (!facts) throw problem('code-refused');
    await recordSignIn(tx, place, { accountId, outcome: 'welcomed' });
    return startSession(tx, facts, { aal: 1, phishingResistant: false, methods: ['password'] }, place);
  });
}

async function find(tx: Tx, code: string, { address }: Place): Promise<{ invitation: FindInvitationRow | null; attempt: Attempt }> {
  const attempt = await countCodeAttempt(tx, address ?? '');
  const invitation = await findInvitation(tx, { code_hash: hashCode(code) });
  if (!invitation && attempt.failures >= MOST_WRONG) await endFirstAdministratorInvitations(tx, {});
  return { invitation, attempt };
}

/** The name the account has, or the one asked for. */
function nameOf(invitation: FindInvitationRow, { userName }: Welcomed): string {
  const name = invitation.user_name ?? (userName === undefined ? null : foldUserName(userName));
  if (name === null) throw problem('user-name-refused', { errors: [{ pointer: '/body/userName', th: 'ชื่อผู้ใช้ไม่ตรงรูปแบบ', en: 'the user name does not have the expected form' }] });
  return name;
}

async function makeAdministrator(tx: Tx, userName: string, displayName: string = userName): Promise<string> {
  if ((await hasOperator(tx, {})).has) throw problem('code-refused');
  const actor: Actor = { name: userName, role: 'operator' };
  const [given = displayName, ...family] = displayName.trim().split(/\s+/);
  const person = await createPerson(tx, actor, { givenTh: given, familyTh: family.join(' ') });
  const account = await insertAdministrator(tx, { person_id: person.id, user_name: userName, display_name: displayName.trim(), by: userName });
  if (!account) throw problem('user-name-refused');
  await insertOperatorGrant(tx, { account_id: account.id, by: userName });
  await audit(tx, actor, 'identity.first-administrator-welcomed', `account:${account.id}`);
  return account.id;
}

async function takeUp(tx: Tx, { account_id, purpose }: FindInvitationRow, userName: string): Promise<string> {
  const account = account_id === null ? null : await takeUpAccount(tx, { id: account_id, user_name: userName });
  if (!account) throw problem('code-refused');
  const actor: Actor = { name: userName, role: 'citizen' };
  if (purpose === 'recover') {
    await forgetStrongWays(tx, { account_id: account.id });
    await endAllSessions(tx, actor, account.id, 'recovered');
    await raiseAlarm(tx, account.id, 'recovery-used', { invitation: true });
  }
  await audit(tx, actor, purpose === 'recover' ? 'identity.account-recovered' : 'identity.account-joined', `account:${account.id}`);
  return account.id;
}
