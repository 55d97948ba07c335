import type { Account, Grant, KoaContextWithOIDC } from 'oidc-provider';
import { acrOf, type LiveSession } from '#modules/identity/index.ts';
import type { SignonPorts } from '../ports.ts';
import type { OwnFields } from './client-metadata.ts';
import { findAccountIn } from './find-account.ts';
import { existingGrantIn, newGrant } from './grants.ts';
import { epochOf, liveSessionOf, neededAcr, satisfies } from './live.ts';

/** With any of these a service asks more than "who is it": those requests go the long way, where each is weighed. */
const ASKS_MORE = ['prompt', 'max_age', 'id_token_hint', 'claims'] as const;

/**
 * Lets whoever is signed in here into the provider's session at once, within the authorization request, where the answer would have been
 * theirs anyway: our session lives and is as well proved as this live service asks, and the browser holds no session of the provider. Saves two
 * redirects and half of the statements; the checks that follow see the session as if the person had come back from there.
 */
export function arriveIn(ports: SignonPorts): (ctx: KoaContextWithOIDC) => Promise<void> {
  const [findAccount, findGrant] = [findAccountIn(ports), existingGrantIn(ports.db)];
  return async (ctx) => {
    const { session, client, params } = ctx.oidc;
    if (ctx.oidc.route !== 'authorization' || !session || !client || session.accountId || ASKS_MORE.some((each) => params?.[each] !== undefined)) return;
    const live = await liveSessionOf(ports.db, ctx.req);
    if (!live || !isEnough(ctx, live)) return;
    const account = await findAccount(ctx, live.accountId);
    if (!account) return;
    if (!(session as { new?: boolean }).new) session.resetIdentifier();
    session.loginAccount({ accountId: live.accountId, acr: acrOf(live), amr: [...live.methods], loginTs: epochOf(live.authenticatedAt), transient: true });
    ctx.oidc.entity('Account', account);
    keepGrant(ctx, account, await findGrant(ctx));
  };
}

/** As the provider does once it knows the account: the session remembers the grant of this service; without one the consent checks see an empty one. */
function keepGrant({ oidc }: KoaContextWithOIDC, { accountId }: Account, found: Grant | undefined): void {
  const clientId = oidc.client?.clientId ?? '';
  if (found) {
    oidc.session?.ensureClientContainer(clientId);
    oidc.session?.grantIdFor(clientId, found.jti);
  }
  oidc.entity('Grant', found ?? newGrant(oidc.provider as never, accountId, clientId));
}

function isEnough({ oidc }: KoaContextWithOIDC, live: LiveSession): boolean {
  const { saphan_state: state, saphan_min_aal: minAal = 1, saphan_min_ial: minIal = 0 } = oidc.client as OwnFields;
  const acrValues = oidc.params?.['acr_values'];
  return state === 'live' && live.ial >= minIal && (live.persona !== '' || !oidc.requestParamScopes.has('organisation'))
    && satisfies(live, neededAcr(typeof acrValues === 'string' ? acrValues : undefined, minAal));
}
