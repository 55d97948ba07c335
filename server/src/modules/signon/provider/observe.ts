import { Counter } from 'prom-client';
import type { default as Provider, KoaContextWithOIDC } from 'oidc-provider';
import { registry } from '#kernel/metrics.ts';
import { endSession, raiseAlarm } from '#modules/identity/index.ts';
import type { SignonPorts } from '../ports.ts';
import { upsertServiceSession } from '../sessions/service-sessions.sql.gen.ts';
import { pairwiseIdentifierOf } from './find-account.ts';
import { liveSessionOf } from './live.ts';

const grants = new Counter({ name: 'saphan_signon_grants_total', help: 'Tokens issued, by grant type.', labelNames: ['grant'] as const, registers: [registry] });
const refusals = new Counter({ name: 'saphan_signon_refusals_total', help: 'Refused protocol requests, by error.', labelNames: ['error'] as const, registers: [registry] });
/** One more token was issued by this kind of grant. */
export const countGrant = (grant: string): void => grants.inc({ grant });
const REFUSED = ['authorization.error', 'grant.error', 'introspection.error', 'revocation.error', 'userinfo.error', 'pushed_authorization_request.error', 'end_session.error'] as const;

/** Keeps our own books beside the provider's: who is signed in where, and that a sign-out there is one here. Done before the answer goes out. */
export function observe(provider: Provider, ports: SignonPorts): void {
  const succeeded = new WeakSet<object>();
  const reused = new WeakSet<object>();
  provider.on('authorization.success', (ctx) => succeeded.add(ctx));
  // A grant of refresh tokens is revoked for one reason: a token that was used up came again.
  provider.on('grant.revoked', (ctx) => { if (ctx.oidc.params?.['grant_type'] === 'refresh_token') reused.add(ctx); });
  provider.on('grant.success', (ctx) => countGrant(String(ctx.oidc.params?.['grant_type'])));
  for (const event of REFUSED) provider.on(event as 'grant.error', (ctx, error) => {
    refusals.inc({ error: error.message });
    ports.log.info({ event, error: error.message, client: ctx.oidc?.client?.clientId ?? null, address: ctx.ip }, 'the provider refused');
  });
  provider.on('server_error', (ctx, error) => ports.log.error({ cause: error, path: ctx.path }, 'the provider failed'));
  provider.use(async (ctx, next) => {
    const leaving = ctx.path === '/session/end/confirm' ? await liveSessionOf(ports.db, ctx.req) : null;
    await next();
    hideSecretHash(ctx);
    if (reused.has(ctx)) await warnOfReuse(ctx as KoaContextWithOIDC, ports);
    if (succeeded.has(ctx)) await noteService(ctx as KoaContextWithOIDC, ports);
    const { oidc } = ctx as KoaContextWithOIDC;
    if (leaving && (oidc.session as { destroyed?: boolean } | undefined)?.destroyed && oidc.session?.accountId === leaving.accountId) {
      await ports.db.tx((tx) => endSession(tx, { name: leaving.accountId, role: 'citizen' }, leaving.id, 'signed-out'));
    }
  });
}

/** Somebody else may hold the tokens of this account (RFC 9700 §4.14.2). */
async function warnOfReuse({ oidc: { entities, client } }: KoaContextWithOIDC, ports: SignonPorts): Promise<void> {
  const accountId = entities.Account?.accountId;
  if (accountId) await ports.db.tx((tx) => raiseAlarm(tx, accountId, 'token-reuse', { clientId: client?.clientId ?? null }));
}

async function noteService(ctx: KoaContextWithOIDC, ports: SignonPorts): Promise<void> {
  const { client, session } = ctx.oidc;
  const live = await liveSessionOf(ports.db, ctx.req);
  if (!client || !session?.accountId || !live || live.accountId !== session.accountId) return;
  const sub = client.subjectType === 'pairwise' ? pairwiseIdentifierOf(ports)(ctx, live.accountId, client) : live.accountId;
  await ports.db.one((tx) => upsertServiceSession(tx, {
    session_id: live.id, client_id: client.clientId, account_id: live.accountId, provider_uid: session.uid, sid: session.sidFor(client.clientId) ?? '', sub, grant_id: session.grantIdFor(client.clientId) ?? null,
  }));
}

/** A client that reads its own record learns that it has a secret by having it; what we keep of it is nobody's. */
function hideSecretHash(ctx: { path: string; body: unknown }): void {
  const body = ctx.body as { client_secret?: unknown } | undefined;
  if (ctx.path.startsWith('/reg/') && typeof body?.client_secret === 'string' && body.client_secret.startsWith('sha256:')) delete body.client_secret;
}
