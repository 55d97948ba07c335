import type { Database } from '#kernel/db.ts';
import { openSecret } from '#kernel/secrets.ts';
import { problem as ofWaysIn } from '../../errors.ts';
import { recordSignIn, type Place } from '../../history/record.ts';
import type { IdentityPorts } from '../../ports.ts';
import type { SignInState } from '../../sign-in/password.ts';
import { countNameAttempt, forgive } from '../../sign-in/throttle.ts';
import { enter } from '../enter.ts';
import { problem } from '../errors.ts';
import { selectDirectory } from '../find-upstream.ts';
import { secretPurpose, type LdapUpstream, type OidcSecret } from '../settings.ts';
import { keepDirectoryAccount } from './keep-account.ts';

export type DirectoryPorts = Pick<IdentityPorts, 'masterKey' | 'directory' | 'log'>;

/** Password of the account that reads a directory. */
export function readerPasswordOf({ masterKey }: Pick<IdentityPorts, 'masterKey'>, { id, sealed }: LdapUpstream): string {
  return (JSON.parse(openSecret(masterKey, secretPurpose(id), sealed ?? '')) as OidcSecret).clientSecret;
}

/**
 * Signs in with the name and password of an agency's directory. Whatever is wrong is one refusal, after counting the attempt as the
 * house's own passwords are counted; a directory that cannot say is a problem of its own.
 *
 * @throws `identity.sign-in-refused`, `identity.too-many-attempts`, `identity.upstream-unknown`, `identity.upstream-no-account`, `connectors.directory-…`.
 */
export async function signInWithDirectory(db: Database, ports: DirectoryPorts, upstreamId: string, asked: { userName: string; password: string }, place: Place): Promise<SignInState> {
  const { upstream, attempt } = await db.tx(async (tx) => ({
    upstream: await selectDirectory(tx, upstreamId), attempt: await countNameAttempt(tx, { name: `${upstreamId}/${asked.userName.trim().toLowerCase()}`.slice(0, 300), address: place.address ?? '', device: null }),
  }));
  if (!ports.directory) throw problem('upstream-unknown');
  const entry = await ports.directory.prove(upstream.settings, readerPasswordOf(ports, upstream), asked.userName.trim(), asked.password);
  const entered = await db.tx(async (tx) => {
    if (!entry) {
      await recordSignIn(tx, place, { accountId: null, outcome: 'refused', methods: ['upstream'] });
      return null;
    }
    await forgive(tx, attempt);
    const accountId = await keepDirectoryAccount(tx, upstream, entry);
    return accountId === null ? 'no-account' as const : enter(tx, accountId, { aal: 1, ial: 0, upstreamId }, place);
  });
  if (entered === null) throw ofWaysIn('sign-in-refused');
  if (entered === 'no-account' || entered.outcome === 'refused' || entered.outcome === 'link-needed') throw problem('upstream-no-account');
  return { state: entered.outcome === 'second-factor' ? 'second-factor' : 'signed-in', methods: entered.outcome === 'second-factor' ? entered.methods : [], started: entered.started };
}
