import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { theHouse } from '#kernel/policy.ts';
import type { Browser } from '#kernel/testing/browser.ts';
import { createUpstream } from '../administer.ts';
import { upstreamHouse, type UpstreamHouse } from '../testing/house.ts';
import { selfSignedRsa } from '#kernel/testing/certificate.ts';
import { answerTo, assertionOf, ISSUER, keys, readRequest, responseOf, saidTo, signXml, type Said } from './testing/provider.ts';
import { wrappings } from './testing/wrap.ts';

let house: UpstreamHouse;
const settings = { issuer: ISSUER, ssoUrl: 'https://idp.rid.example/sso', certificates: [keys.certificate], subjectAttribute: null, aal: 1 as const };
beforeAll(async () => {
  house = await upstreamHouse();
  for (const [id, more] of [['rid-saml', {}], ['by-attribute', { subjectAttribute: 'urn:oid:1' }]] as const) {
    await house.test.db.tx((tx) => createUpstream(tx, house.ports, theHouse, { id, kind: 'saml', nameTh: 'กรมชลประทาน', nameEn: 'Royal Irrigation Department', settings: { ...settings, ...more } }));
  }
});
afterAll(() => house?.close());

const setOut = async (browser: Browser, { id = 'rid-saml', query = '' } = {}) => {
  const url = new URL((await browser.ask(`/api/v1/upstream/${id}/start${query}`)).headers.get('location') ?? '');
  return { url, request: readRequest(url) };
};
/** As another site's page posts it: no cookie of ours, another origin. */
const post = async (xml: string, { id = 'rid-saml', headers = {} as Record<string, string>, encoded = Buffer.from(xml).toString('base64') } = {}) =>
  house.browser().ask(`/api/v1/upstream/${id}/acs`, { method: 'POST', form: { SAMLResponse: encoded, RelayState: 'https://evil.example/' }, headers: { origin: 'https://idp.rid.example', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', ...headers } });
const led = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
const refusal = (address: string | null) => new URL(address ?? '', house.url).searchParams.get('refused');
/** Posts, and follows with the browser's cookies; the page where it ends. */
const comeBack = async (browser: Browser, xml: string, id = 'rid-saml') => {
  const onward = (await post(xml, { id })).headers.get('location') ?? '';
  return onward.startsWith('/api/') ? (await browser.ask(onward, { headers: led })).headers.get('location') ?? '' : onward;
};
const come = async (browser: Browser, over: Partial<Said> = {}, query = '') => comeBack(browser, answerTo((await setOut(browser, { query })).request, over));
const linkAs = async (subject: string, userName: string) => {
  const officer = await house.officer(userName);
  const challengeId = new URL(await come(officer.browser, { subject }), house.url).searchParams.get('challenge');
  expect((await officer.browser.ask('/api/v1/upstream/link', { method: 'POST', body: { challengeId } })).status).toBe(200);
  return officer;
};

describe('an officer through the SAML identity provider of an agency', () => {
  it('links an own account once, and signs in with one visit from then on', async () => {
    const { accountId } = await linkAs('somchai-0001', 'somchai');
    const browser = house.browser();
    expect(await come(browser, {}, '?to=/en/datasets&lang=en')).toBe('/en/datasets');
    expect((await house.session(browser)).who).toMatchObject({ name: 'somchai', aal: 1, ial: 0 });
    expect(await house.run("select subject, account_id from identity.upstream_link where upstream_id = 'rid-saml'")).toEqual([{ subject: 'somchai-0001', account_id: accountId }]);
  });
});

describe('a way', () => {
  it('asks by an id that only this browser can have, and anew who is to prove more', async () => {
    const officer = await linkAs('wipa-0002', 'wipa');
    expect((await setOut(officer.browser)).request).toMatchObject({ acs: `${house.url}/api/v1/upstream/rid-saml/acs`, entityId: `${house.url}/api/v1/upstream/rid-saml/metadata`, forced: false, id: expect.stringMatching(/^_[0-9a-f-]{36}\.[\w-]{43}$/) });
    const stepUp = async () => readRequest(new URL((await (await officer.browser.ask('/api/v1/upstream/rid-saml/step-up', { method: 'POST', body: { purpose: 'step-up' } })).json() as any).location));
    const request = await stepUp();
    expect(request.forced).toBe(true);
    expect(refusal(await comeBack(officer.browser, answerTo(request, { subject: 'wipa-0002', signedIn: -3600 })))).toBe('upstream-answer-refused');
    expect(await comeBack(officer.browser, answerTo(await stepUp(), { subject: 'wipa-0002' }))).toBe('/th/board');
  });

  it('is ended by the browser that set out only, whoever posts the answer', async () => {
    const { request } = await setOut(house.browser());
    const victim = house.browser();
    await setOut(victim);
    expect(refusal(await comeBack(victim, answerTo(request)))).toBe('upstream-lost');
    expect((await house.session(victim)).who).toBeNull();
    expect(refusal(await comeBack(house.browser(), answerTo((await setOut(house.browser())).request)))).toBe('upstream-lost');
  });

  it('takes one answer, once: the same posted again is refused, before and after the browser followed', async () => {
    const browser = house.browser();
    const xml = answerTo((await setOut(browser)).request);
    const onward = (await post(xml)).headers.get('location') ?? '';
    expect(refusal((await post(xml)).headers.get('location'))).toBe('upstream-lost');
    expect((await browser.ask(onward, { headers: led })).headers.get('location')).toBe('/th/board');
    expect([refusal((await post(xml)).headers.get('location')), refusal((await browser.ask(onward, { headers: led })).headers.get('location'))]).toEqual(['upstream-lost', 'upstream-lost']);
  });

  it('is not ended without an answer, nor by an answer to a question of nobody or for another system', async () => {
    const browser = house.browser();
    const { request } = await setOut(browser);
    expect(refusal((await browser.ask(`/api/v1/upstream/rid-saml/callback?state=${request.id.slice(1)}`)).headers.get('location'))).toBe('upstream-answer-refused');
    for (const inResponseTo of ['', '_none', `_00000000-0000-7000-8000-000000000000.${'a'.repeat(43)}`]) expect(refusal(await comeBack(browser, answerTo((await setOut(browser)).request, { inResponseTo })))).toBe('upstream-lost');
    const other = (await setOut(browser, { id: 'by-attribute' })).request;
    expect(refusal(await comeBack(browser, answerTo({ ...(await setOut(browser)).request, id: other.id })))).toBe('upstream-lost');
  });

  it('reads RelayState nowhere', async () => {
    const { url, request } = await setOut(house.browser());
    expect([url.searchParams.get('RelayState'), (await post(answerTo(request))).headers.get('location')]).toEqual([null, expect.stringMatching(/^\/api\/v1\/upstream\/rid-saml\/callback\?state=/)]);
  });
});

describe('signature wrapping', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('XSW%d is refused', async (number) => {
    const browser = house.browser();
    const said = saidTo((await setOut(browser)).request, { subject: 'nobody' });
    const evil = assertionOf({ ...said, id: '_evil-assertion', subject: 'somchai-0001' });
    const inside = responseOf(assertionOf(said));
    const [name, xml] = Object.entries(wrappings(signXml(inside, { what: 'Response' }), signXml(inside), evil))[number - 1] as [string, string];
    expect(name).toContain(`XSW${number}`);
    expect(xml).toContain('_evil-assertion');
    expect(xml).toContain('SignatureValue');
    expect(refusal(await comeBack(browser, xml))).toBe('upstream-answer-refused');
    expect((await house.session(browser)).who).toBeNull();
  });
});

const foreign = selfSignedRsa('idp.rid.example');
type Request = ReturnType<typeof readRequest>;
const bomb = `<!DOCTYPE r [<!ENTITY a "${'x'.repeat(99)}"><!ENTITY b "${'&a;'.repeat(99)}"><!ENTITY c "${'&b;'.repeat(99)}">]>`;

describe('an answer is refused', () => {
  it.each<[string, (request: Request) => string]>([
    ['without signature', (request) => responseOf(assertionOf(saidTo(request)))],
    ['with a signature of the response only', (request) => signXml(responseOf(assertionOf(saidTo(request))), { what: 'Response' })],
    ['signed by another key, with its certificate along', (request) => answerTo(request, {}, foreign)],
    ['changed after it was signed', (request) => answerTo(request, { subject: 'nobody-0001' }).replace('nobody-0001', 'somchai-0001')],
    ['signed with SHA-1', (request) => answerTo(request, {}, { hash: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1' })],
    ['digested with SHA-1', (request) => answerTo(request, {}, { digest: 'http://www.w3.org/2000/09/xmldsig#sha1' })],
    ['with a comment in the name (CVE-2017-11427)', (request) => answerTo(request, { subject: 'somchai-0001.evil' }).replace('somchai-0001.evil', 'somchai-0001<!---->.evil')],
    ['with a document type and entities', (request) => bomb + answerTo(request)],
    ['with the same id twice', (request) => answerTo(request, { id: '_response' })],
    ['with two assertions', (request) => answerTo(request).replace('</samlp:Response>', `${assertionOf(saidTo(request))}</samlp:Response>`)],
    ['with an encrypted assertion', () => responseOf('<saml:EncryptedAssertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"/>')],
    ['that has run out', (request) => answerTo(request, { until: -61 })],
    ['that is not yet valid', (request) => answerTo(request, { from: 70 })],
    ['of a sign-in that is yet to come', (request) => answerTo(request, { signedIn: 90 })],
    ['for another audience', (request) => answerTo(request, { audience: 'https://other.example' })],
    ['for another recipient', (request) => answerTo(request, { recipient: 'https://other.example/acs' })],
    ['of another issuer', (request) => answerTo(request, { issuer: 'https://other.example' })],
    ['with a name for this time only', (request) => answerTo(request, { format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient' })],
    ['with no name', (request) => answerTo(request, { subject: '' })],
    ['larger than 256 KiB', (request) => answerTo(request, { more: `<saml:X>${'x'.repeat(260_000)}</saml:X>` })],
    ['that is no XML', () => 'hello'], ['that is not well-formed', (request) => answerTo(request).replace('</samlp:Response>', '')], ['that is no response', (request) => assertionOf(saidTo(request))],
  ])('%s', async (_how, made) => {
    const browser = house.browser();
    const xml = made((await setOut(browser)).request);
    expect(refusal(await comeBack(browser, xml))).toBe('upstream-answer-refused');
    expect((await house.session(browser)).who).toBeNull();
  });

  it('that is not Base64, or larger than any form may be', async () => {
    expect(refusal((await post('', { encoded: 'PHg+*!' })).headers.get('location'))).toBe('upstream-answer-refused');
    expect((await post('x'.repeat(600_000))).status).toBe(413);
    expect((await post('', { encoded: '' })).status).toBe(400);
  });

  it('with clocks a minute apart it is taken, and with a signature of the response beside that of the assertion', async () => {
    expect(await come(house.browser(), { until: -50, from: 50 })).toBe('/th/board');
    const browser = house.browser();
    expect(await comeBack(browser, signXml(answerTo((await setOut(browser)).request), { what: 'Response' }))).toBe('/th/board');
  });
});

it('who was not let in there is told so', async () => {
  expect(refusal((await post(responseOf('', { status: 'Responder' }))).headers.get('location'))).toBe('upstream-declined');
});

describe('the name of a person', () => {
  const said = (...values: string[]) => ({ more: `<saml:AttributeStatement>${values.map((value) => `<saml:Attribute Name="urn:oid:1"><saml:AttributeValue>${value}</saml:AttributeValue></saml:Attribute>`).join('')}</saml:AttributeStatement>` });
  it.each([['one value', said('E-17'), '/th/link-needed'], ['no such attribute', {}, '/th/sign-in'], ['two values', said('E-17', 'E-18'), '/th/sign-in']])('comes from the attribute agreed on: %s', async (_how, over, page) => {
    const browser = house.browser();
    const end = await comeBack(browser, answerTo((await setOut(browser, { id: 'by-attribute' })).request, over), 'by-attribute');
    expect(new URL(end, house.url).pathname).toBe(page);
  });
});

describe('another site', () => {
  it('posts as a page that one sees only, to this address only, on the same site too with our cookies', async () => {
    const browser = house.browser();
    const ordinary = answerTo((await setOut(browser)).request);
    expect((await post(ordinary, { headers: { 'sec-fetch-mode': 'no-cors' } })).status).toBe(403);
    expect((await post(ordinary, { headers: { 'sec-fetch-mode': 'cors' } })).status).toBe(403);
    expect((await house.browser().ask('/api/v1/upstream/rid-saml/step-up', { method: 'POST', form: { purpose: 'link' }, headers: { ...led, origin: 'https://idp.rid.example' } })).status).toBe(403);
    const officer = await house.officer('prasert');
    const answer = await officer.browser.ask('/api/v1/upstream/rid-saml/acs', { method: 'POST', form: { SAMLResponse: Buffer.from(ordinary).toString('base64') }, headers: { origin: 'https://idp.other.example', 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'navigate', 'x-saphan': '' } });
    expect(answer.status).toBe(303);
  });

  it('loads what this house is called and where it takes answers', async () => {
    const answer = await house.browser().ask('/api/v1/upstream/rid-saml/metadata');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expect.stringContaining('application/samlmetadata+xml')]);
    expect(await answer.text()).toMatch(/entityID="[^"]+\/metadata"[\s\S]*WantAssertionsSigned="true"[\s\S]*\/upstream\/rid-saml\/acs"/);
    for (const id of ['thaid', 'nobody']) expect((await house.browser().ask(`/api/v1/upstream/${id}/metadata`)).status).toBe(404);
    expect(refusal((await post('x', { id: 'thaid' })).headers.get('location'))).toBe('upstream-unknown');
  });
});

describe('settings of the kind saml', () => {
  const asked = { id: 'more', kind: 'saml' as const, nameTh: 'ก', nameEn: 'A', settings };
  it.each<[string, object, string]>([
    ['with a secret', { secret: { clientSecret: 'x' } }, '/body/secret'], ['with a short key', { settings: { ...settings, certificates: [selfSignedRsa('x', 1024).certificate] } }, '/body/settings/certificates'],
    ['with no certificate at all', { settings: { ...settings, certificates: ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'] } }, '/body/settings/certificates'], ['of another kind', { kind: 'oidc', secret: { clientSecret: 'x' } }, '/body/settings'],
  ])('%s are refused with the place', async (_how, over, pointer) => {
    await expect(house.test.db.tx((tx) => createUpstream(tx, house.ports, theHouse, { ...asked, ...over }))).rejects.toMatchObject({ code: 'identity.upstream-settings-refused', fields: { errors: [{ pointer }] } });
  });
});
