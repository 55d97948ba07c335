import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { theHouse } from '#kernel/policy.ts';
import { openLdapDirectory } from '../../../../connectors/ldap/ldap-directory.ts';
import { selfSigned } from '#kernel/testing/certificate.ts';
import { openLdapServer, type LdapServer, type StoredEntry } from '../../../../connectors/ldap/testing/ldap-server.ts';
import { createUpstream } from '../administer.ts';
import { upstreamHouse, type UpstreamHouse } from '../testing/house.ts';
import { lookIntoDirectories } from './look.ts';
import { SHUT_OUT } from './keep-account.ts';

const base = 'dc=rid,dc=test';
const tls = selfSigned('localhost');
const group = (...members: string[]): StoredEntry => ({ dn: `cn=staff,${base}`, attributes: { objectClass: ['group'], member: members } });
const reader: StoredEntry = { dn: `cn=reader,${base}`, attributes: { userPassword: ['reading-4711'] } };
const person = (uid: string, over: Record<string, string[]> = {}): StoredEntry => ({ dn: `cn=${uid},${base}`, attributes: { objectClass: ['person'], sAMAccountName: [uid], objectGUID: [`id-${uid}`], givenName: ['สมชาย'], sn: [uid], userPassword: [`secret-${uid}`], ...over } });

let house: UpstreamHouse;
let server: LdapServer;
const fill = (...people: StoredEntry[]) => { server.entries = [reader, group(...people.map(({ dn }) => dn)), ...people]; };
const many = Array.from({ length: 12 }, (_, i) => person(`p${i}`));

beforeAll(async () => {
  server = await openLdapServer(tls);
  house = await upstreamHouse({ ports: { directory: openLdapDirectory({ rules: { allow: ['localhost', '127.0.0.1', '::1'] } }) } });
  await house.test.db.tx((tx) => createUpstream(tx, house.ports, theHouse, {
    id: 'rid-ad', kind: 'ldap', nameTh: 'กรมชลประทาน', nameEn: 'Royal Irrigation Department', secret: { clientSecret: 'reading-4711' },
    settings: { url: `ldap://localhost:${server.port}`, bindDn: reader.dn, baseDn: base, agencyId: 'rid', userFilter: '(objectClass=person)', nameAttribute: 'sAMAccountName', idAttribute: 'objectGUID', requiredGroup: `cn=staff,${base}`, certificate: tls.certificate },
  }));
});
afterAll(() => Promise.all([house?.close(), server?.close()]));

const signIn = async (userName: string, password: string, browser = house.browser()) => {
  const answer = await browser.ask('/api/v1/upstream/rid-ad/password', { method: 'POST', body: { userName, password } });
  return { status: answer.status, body: await answer.json() as any, browser };
};
const look = () => lookIntoDirectories(house.ports).run(house.test.db, new AbortController().signal);
const accounts = async () => Object.fromEntries((await house.run("select external_id, state from identity.account where source = 'ldap:rid-ad'")).map(({ external_id, state }) => [external_id, state]));
const lastError = async () => (await house.run("select last_error from identity.upstream where id = 'rid-ad'"))[0].last_error;

describe('an officer of a directory', () => {
  it('signs in by its name and password, and has an account of the agency from then on', async () => {
    fill(person('somchai'));
    const { status, body, browser } = await signIn(' somchai ', 'secret-somchai');
    expect([status, body]).toEqual([200, { state: 'signed-in', methods: [] }]);
    expect((await house.session(browser)).who).toMatchObject({ name: 'somchai@rid-ad', persona: 'citizen', aal: 1, ial: 0 });
    await signIn('somchai', 'secret-somchai');
    expect(await house.run("select user_name, owner_agency_id, display_name from identity.account where source = 'ldap:rid-ad'")).toEqual([{ user_name: 'somchai@rid-ad', owner_agency_id: 'rid', display_name: 'สมชาย somchai' }]);
    expect((await house.run('select count(*)::int as n from identity.password'))[0].n).toBe(0);
  });

  it('is refused alike for every reason, and slowed down', async () => {
    fill(person('somchai'), person('wipa', { userAccountControl: ['514'] }));
    const refused = [await signIn('somchai', 'wrong'), await signIn('nobody', 'secret-somchai'), await signIn('wipa', 'secret-wipa'), await signIn('*', 'secret-somchai')];
    for (const { status, body } of refused) expect([status, body.code]).toEqual([401, 'identity.sign-in-refused']);
    const more = [];
    for (let i = 0; i < 6; i++) more.push((await signIn('somchai', `guess ${i}`)).status);
    expect(more).toContain(429);
    await house.run('delete from identity.throttle');
  });

  it('who proves a second factor here is asked for it', async () => {
    fill(person('somchai'));
    await house.run("insert into identity.totp (account_id, secret, confirmed_at) select id, 'sealed', now() from identity.account where external_id = 'id-somchai'");
    const { body, browser } = await signIn('somchai', 'secret-somchai');
    expect(body).toEqual({ state: 'second-factor', methods: ['totp'] });
    expect((await house.session(browser)).who).toBeNull();
    await house.run('delete from identity.totp');
  });

  it('whom an administrator suspended here stays out, whatever the directory says', async () => {
    await house.run("update identity.account set state = 'suspended', state_reason = 'อยู่ระหว่างสอบ' where external_id = 'id-somchai'");
    expect((await signIn('somchai', 'secret-somchai')).body.code).toBe('identity.upstream-no-account');
    await look();
    expect(await accounts()).toMatchObject({ 'id-somchai': 'suspended' });
    await house.run("update identity.account set state = 'active' where external_id = 'id-somchai'");
  });
});

describe('a look through the directory', () => {
  it('opens an account for everybody who may come in, once, and follows a new name', async () => {
    fill(person('somchai'), ...many);
    server.entries.push(person('outsider'));
    await look();
    await look();
    const made = await accounts();
    expect([Object.keys(made).length, made['id-outsider'], made['id-p3']]).toEqual([13, undefined, 'active']);
    fill(person('somchai'), ...many.map((each) => each.dn.startsWith('cn=p3,') ? person('p3', { sn: ['ใหม่'] }) : each));
    await look();
    expect((await house.run("select a.display_name, p.family_th from identity.account a join organisations.person p on p.id = a.person_id where a.external_id = 'id-p3'"))).toEqual([{ display_name: 'สมชาย ใหม่', family_th: 'ใหม่' }]);
    expect(await lastError()).toBeNull();
  });

  it('ends the sessions of whoever was disabled, left the group or was deleted, and lets them back', async () => {
    const opened = await signIn('p1', 'secret-p1');
    const disabled = person('p0', { userAccountControl: ['514'] });
    fill(person('somchai'), disabled, ...many.slice(3));
    server.entries.push(many[2] as StoredEntry);
    await look();
    expect(await accounts()).toMatchObject({ 'id-p0': 'suspended', 'id-p1': 'suspended', 'id-p2': 'suspended', 'id-p3': 'active' });
    expect((await house.session(opened.browser)).who).toBeNull();
    expect((await house.run("select distinct state_reason from identity.account where external_id in ('id-p0', 'id-p1', 'id-p2')"))).toEqual([{ state_reason: SHUT_OUT }]);
    fill(person('somchai'), ...many);
    await look();
    expect(await accounts()).toMatchObject({ 'id-p0': 'active', 'id-p1': 'active', 'id-p2': 'active' });
  });

  it('shuts nobody out when most seem to be gone, when it breaks off, or when the directory is silent', async () => {
    const before = await accounts();
    fill(person('somchai'));
    await look();
    expect([await lastError(), await accounts()]).toEqual(['identity.directory-shrank', before]);
    reader.attributes['userPassword'] = ['changed'];
    await look();
    expect([await lastError(), await accounts()]).toEqual(['connectors.directory-login-refused', before]);
    reader.attributes['userPassword'] = ['reading-4711'];
    await house.run("update identity.upstream set config = jsonb_set(config, '{url}', '\"ldap://localhost:1\"') where id = 'rid-ad'");
    await look();
    expect([await lastError(), await accounts()]).toEqual(['connectors.directory-unreachable', before]);
    expect((await signIn('somchai', 'secret-somchai')).body.code).toBe('connectors.directory-unreachable');
  });
});

it('a provider is no directory, and a directory no provider', async () => {
  expect((await (await house.browser().ask('/api/v1/upstream/thaid/password', { method: 'POST', body: { userName: 'x', password: 'y' } })).json() as any).code).toBe('identity.upstream-unknown');
  expect((await house.browser().ask('/api/v1/upstream/rid-ad/start')).headers.get('location')).toBe('/th/sign-in?refused=upstream-unknown');
});
