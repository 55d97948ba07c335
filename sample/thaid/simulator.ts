import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JWK } from 'jose';
import type Provider from 'oidc-provider';
import { citizens } from './citizens.ts';
import { bend, usualHabits, withoutSlash, type Habits } from './habits.ts';
import { aheadBy, tellLie, type Lie } from './lies.ts';
import { choicePage, pageStyle, thaiFont } from './page.ts';
import { buildThaidProvider, newKey, type ThaidClient } from './provider.ts';

export interface ThaidSettings { publicUrl: string; mode: 'demo' | 'production'; clientSecret: string; habits?: Partial<Habits> }

/** Where the simulator answers below the house's own address. */
export const THAID_PREFIX = '/thaid-simulator';
export const THAID_CLIENT = 'saphan';

/** A simulator of ThaiD that answers below a path; its keys and codes live as long as the process. */
export interface ThaidSimulator {
  prefix: typeof THAID_PREFIX;
  issuer: string;
  /** Takes requests whose `url` has lost the prefix and whose `originalUrl` is whole. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  habits: Habits;
  /** What the next ID tokens lie about; for tests. */
  lie: Lie | null;
}

/** Opens the simulator; nothing is built before the first request. @throws RangeError in production. */
export function openThaidSimulator({ publicUrl, mode, clientSecret, habits = {} }: ThaidSettings): ThaidSimulator {
  if (mode !== 'demo') throw new RangeError('the ThaiD simulator is for demonstrations only');
  const issuer = `${publicUrl}${THAID_PREFIX}`;
  const client: ThaidClient = { id: THAID_CLIENT, secret: clientSecret, redirectUris: [`${publicUrl}/api/v1/upstream/thaid/callback`] };
  let built: Promise<Provider> | null = null;
  const simulator: ThaidSimulator = {
    prefix: THAID_PREFIX, issuer, habits: { ...usualHabits, ...habits }, lie: null,
    handle(request, response) {
      built ??= build(issuer, client, simulator);
      built.then((provider) => answer(provider, simulator, request, response)).catch(() => { if (!response.headersSent) response.writeHead(500).end(); });
    },
  };
  return simulator;
}

async function build(issuer: string, client: ThaidClient, simulator: ThaidSimulator): Promise<Provider> {
  const key: JWK = await newKey();
  const provider = buildThaidProvider(issuer, client, key);
  provider.use(async (ctx, next) => {
    const { apiKey } = simulator.habits;
    if (apiKey !== null && ctx.path.endsWith('/token') && ctx.get('API_KEY') !== apiKey) { ctx.status = 401; ctx.body = { error: 'invalid_client', message: 'API key' }; return; }
    await next();
    bend(ctx as never, simulator.habits);
    if (ctx.oidc?.route !== 'token' || ctx.status !== 200) return;
    if (simulator.habits.clockAheadS !== 0) ctx.body = await aheadBy(ctx.body as never, simulator.habits.clockAheadS, key);
    if (simulator.lie) ctx.body = await tellLie(ctx.body as never, simulator.lie, key, citizens[1]?.pid ?? '');
  });
  return provider;
}

async function answer(provider: Provider, simulator: ThaidSimulator, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  if (path === '/page.css') { response.writeHead(200, { 'content-type': 'text/css; charset=utf-8' }).end(pageStyle); return; }
  if (path === '/font-thai.woff2') { response.writeHead(200, { 'content-type': 'font/woff2' }).end(thaiFont()); return; }
  const [, uid, choice] = /^\/choose\/([\w-]{8,64})(?:\/(decline|\d{1,2}))?$/.exec(path) ?? [];
  if (uid === undefined) {
    const whole = request as IncomingMessage & { originalUrl?: string };
    [request.url, whole.originalUrl] = [withoutSlash(request.url ?? '/'), withoutSlash(whole.originalUrl ?? request.url ?? '/')];
    // No session between two visits: the app is asked each time, and the next visitor may be somebody else.
    request.headers.cookie = (request.headers.cookie ?? '').split(/;\s*/).filter((each) => !each.startsWith('thaid-session')).join('; ');
    void provider.callback()(request, response);
  } else if (choice === undefined) {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(choicePage(new URL(simulator.issuer).pathname, uid));
  } else {
    const citizen = citizens[Number(choice) - 1];
    const result = citizen ? { login: { accountId: citizen.sub, remember: false } } : { error: 'access_denied', error_description: 'declined on the page' };
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  }
}
