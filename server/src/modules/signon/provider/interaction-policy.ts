import { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import type { LiveSession } from '#modules/identity/index.ts';
import type { SignonPorts } from '../ports.ts';
import { arriveIn } from './arrive.ts';
import { countPersonas } from './account.sql.gen.ts';
import type { OwnFields } from './client-metadata.ts';
import { epochOf, liveSessionOf, neededAcr, satisfies } from './live.ts';

const { base, Check, Prompt } = interactionPolicy;
type Ask = (ctx: KoaContextWithOIDC, live: LiveSession) => boolean | Promise<boolean>;

/** When a person must be asked something: the provider's own reasons, and that our own session lives, is proved well enough and says as whom. */
export function interactionPolicyOf(ports: SignonPorts) {
  const policy = base();
  const arrive = arriveIn(ports);
  // Asks nothing: before all checks, whoever is here arrives.
  policy.add(new Prompt({ name: 'arrival', requestable: false }, new Check('arrival', 'never asked', 'login_required', async (ctx) => {
    await arrive(ctx);
    return Check.NO_NEED_TO_PROMPT;
  })), 0);
  const login = policy.get('login');
  // Without a session of ours there is one reason only: sign in.
  const check = (reason: string, text: string, ask: Ask) => new Check(reason, text, 'login_required', async (ctx) => {
    const live = await liveSessionOf(ports.db, ctx.req);
    return live !== null && await ask(ctx, live) ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT;
  });
  login?.checks.add(new Check('live_session', 'no live session', 'login_required', async (ctx) => {
    const live = await liveSessionOf(ports.db, ctx.req);
    return live === null || isOutOfStep(ctx, live) ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT;
  }), 0);
  login?.checks.add(check('acr', 'authentication is not strong enough', (ctx, live) => !satisfies(live, neededAcr(asText(ctx.oidc.params?.['acr_values']), own(ctx).saphan_min_aal ?? 1))));
  login?.checks.add(check('ial', 'the identity is not proved well enough', (ctx, live) => live.ial < (own(ctx).saphan_min_ial ?? 0)));
  login?.checks.add(check('persona', 'a persona must be chosen', async (ctx, live) => ctx.oidc.requestParamScopes.has('organisation') && live.persona === '' && await hasSeveral(ports, live)));
  return policy;
}

/** The provider's session shadows ours: another account, or another proof than the one it copied. `prompt=none` minds only the account. */
function isOutOfStep(ctx: KoaContextWithOIDC, live: LiveSession): boolean {
  const session = ctx.oidc.session;
  if (!session?.accountId) return false;
  return session.accountId !== live.accountId || (!ctx.oidc.prompts.has('none') && session.loginTs !== epochOf(live.authenticatedAt));
}

const hasSeveral = async (ports: SignonPorts, live: LiveSession) => (await ports.db.tx((tx) => countPersonas(tx, { account_id: live.accountId }))).personas > 1;
const own = (ctx: KoaContextWithOIDC) => ctx.oidc.client as OwnFields;
const asText = (value: unknown): string | undefined => typeof value === 'string' ? value : undefined;
