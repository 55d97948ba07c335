import { setTimeout as wait } from 'node:timers/promises';
import { newSecret } from '#kernel/tokens.ts';
import type { FindRegisteredClientRow } from '../clients/registered.sql.gen.ts';
import type { StoredMetadata } from '../clients/read.ts';
import type { SignonPorts } from '../ports.ts';
import { logoutCases, observations, signInCases, type SelfTestCase } from './cases.ts';
import { forgeLogoutToken, lyingKeys } from './forge.ts';
import { lyingIssuer, type Heard, type SignInRequest } from './provider-that-lies.ts';
import { beginSelfTestStep, endSelfTestStep, issueSelfTestCode, listSelfTestSteps } from './self-test.sql.gen.ts';
import { isIn, judgeCase, judgeObservations, type Played, type Verdict } from './verdict.ts';
import { Visitor, type Met } from './visitor.ts';

/** Libraries keep keys for up to a minute before they look again. */
const KEY_CACHE_MS = 65_000;

export interface SelfTestRun { id: number; client: FindRegisteredClientRow; loginUrl: string; checkUrl: string; keyCacheMs?: number }

/** Plays every case against the service, writing each verdict down as it falls; whether none failed. */
export async function playSelfTest(ports: SignonPorts, run: SelfTestRun): Promise<boolean> {
  const stage = new Stage(ports, run);
  const played: Played[] = [];
  const verdicts: Verdict[] = [];
  const honestWorks = () => isIn(played[0]?.check ?? null);
  for (const each of signInCases) {
    const last = await stage.playPatiently(each);
    played.push(last);
    verdicts.push(await stage.write(each.name, judgeCase(each, last, honestWorks())));
  }
  const seen = judgeObservations(played[0], played[1]);
  for (const { name } of observations) verdicts.push(await stage.write(name, seen[name] as Verdict));
  for (const each of logoutCases) verdicts.push(await stage.write(each.name, await stage.judgeLogout(each, honestWorks())));
  return verdicts.every(({ ok }) => ok !== false);
}

/** One case with the browser that played it. */
interface Scene extends Played { browser: Visitor }

class Stage {
  readonly #ports: SignonPorts;
  readonly #run: SelfTestRun;
  readonly #issuer: string;
  readonly #fetch: typeof fetch;
  readonly #origins: ReadonlySet<string>;
  constructor(ports: SignonPorts, run: SelfTestRun) {
    this.#ports = ports;
    this.#run = run;
    this.#issuer = lyingIssuer(ports.publicUrl, run.client.id);
    this.#fetch = ports.fetchFor({ allowedCidrs: run.client.allowed_cidrs });
    this.#origins = originsOf(run.client);
  }

  get #metadata(): StoredMetadata { return this.#run.client.metadata as StoredMetadata; }

  /** Once more after a while when only the new key was not seen: keys may be kept for a minute. */
  async playPatiently(each: SelfTestCase): Promise<Scene> {
    const first = await this.#play(each);
    if (each.lie.signedBy !== 'next' || isIn(first.check)) return first;
    await wait(this.#run.keyCacheMs ?? KEY_CACHE_MS);
    return this.#play(each);
  }

  async #play(each: SelfTestCase): Promise<Scene> {
    await this.#ports.db.tx((tx) => beginSelfTestStep(tx, { id: this.#run.id, name: each.name }));
    const visitor = new Visitor(this.#fetch);
    const begun = await reach(() => visitor.open(this.#loginAddress(), this.#origins));
    const asked = this.#requestOf(begun);
    if (!asked) return { request: null, begun, back: null, check: null, heard: [], state: null, browser: visitor };
    const code = newSecret();
    await this.#ports.db.tx((tx) => issueSelfTestCode(tx, { id: this.#run.id, name: each.name, code_hash: code.hash, request: asked.request }));
    const honest = new URLSearchParams({ code: code.text, ...(asked.state !== null && { state: asked.state }), iss: this.#issuer });
    const address = new URL(asked.request.redirectUri);
    for (const [name, value] of each.lie.callback?.(honest) ?? honest) address.searchParams.set(name, value);
    const browser = each.lie.otherBrowser ? new Visitor(this.#fetch) : visitor;
    const back = await reach(() => browser.open(address.href, this.#origins));
    const check = await reach(() => browser.look(this.#run.checkUrl));
    return { ...asked, begun, back, check, heard: await this.#heard(each.name), browser };
  }

  /** Signs in honestly, sends the logout token and looks whether the session still stands. */
  async judgeLogout(each: SelfTestCase, honestWorks: boolean): Promise<Verdict> {
    const uri = this.#metadata.backchannel_logout_uri;
    if (!uri) return { ok: null, th: 'บริการไม่ได้จดที่อยู่รับแจ้งออกจากระบบ', en: 'The service registered no address for logouts.' };
    const played = await this.#play({ ...each, lie: {} });
    if (!played.request || !isIn(played.check)) return judgeCase({ ...each, expects: 'signed-in' }, played, honestWorks);
    const token = forgeLogoutToken(lyingKeys(this.#ports.masterKey), each.lie, { issuer: this.#issuer, clientId: this.#run.client.id, sid: played.request.sid }, new Date());
    const told = await this.#fetch(uri, { method: 'POST', body: new URLSearchParams({ logout_token: token }).toString(), headers: { 'content-type': 'application/x-www-form-urlencoded' }, signal: AbortSignal.timeout(10_000) }).then((answer) => answer.status, () => 0);
    return judgeCase(each, { ...played, told, check: await reach(() => played.browser.look(this.#run.checkUrl)) }, honestWorks);
  }

  async write(name: string, verdict: Verdict): Promise<Verdict> {
    await this.#ports.db.tx((tx) => endSelfTestStep(tx, { id: this.#run.id, name, ok: verdict.ok, evidence_th: verdict.th, evidence_en: verdict.en }));
    return verdict;
  }

  /** `iss` asks for this provider in the way of a third party that begins a sign-in (OpenID Connect Core §4). */
  #loginAddress(): string {
    const url = new URL(this.#run.loginUrl);
    url.searchParams.set('iss', this.#issuer);
    return url.href;
  }

  /** What the service asked when it sent the browser to us; nothing unless the way back is one that it registered. */
  #requestOf({ location }: Met): { request: SignInRequest; state: string | null } | null {
    if (!location || `${location.origin}${location.pathname}` !== `${this.#issuer}/auth`) return null;
    const params = location.searchParams;
    const redirectUri = params.get('redirect_uri') ?? '';
    if (params.get('client_id') !== this.#run.client.id || !(this.#metadata.redirect_uris ?? []).includes(redirectUri)) return null;
    const challenge = params.get('code_challenge_method') === 'S256' ? params.get('code_challenge') : null;
    return { request: { redirectUri, nonce: params.get('nonce'), challenge, sid: newSecret().text.slice(0, 20) }, state: params.get('state') };
  }

  async #heard(name: string): Promise<Heard[]> {
    const steps = await this.#ports.db.tx((tx) => listSelfTestSteps(tx, { id: this.#run.id }));
    return (steps.find((step) => step.name === name)?.heard ?? []) as Heard[];
  }
}

/** Where the service lives: its registered return addresses and nothing else. */
export const originsOf = (client: FindRegisteredClientRow): ReadonlySet<string> => new Set(((client.metadata as StoredMetadata).redirect_uris ?? []).map((each) => new URL(each).origin));

/** A service that cannot be reached answered nothing; why is evidence too. */
const reach = (open: () => Promise<Met>): Promise<Met> => open().catch((error: { code?: string; name: string; cause?: { code?: string } }) => ({ status: 0, location: null, failure: error.cause?.code ?? error.code?.toString() ?? error.name }));
