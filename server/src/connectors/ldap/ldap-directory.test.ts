import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DirectoryEntry, LdapSettings } from '#modules/identity/index.ts';
import { openLdapDirectory } from './ldap-directory.ts';
import { selfSigned } from '#kernel/testing/certificate.ts';
import { openLdapServer, type LdapServer, type StoredEntry } from './testing/ldap-server.ts';

const base = 'dc=rid,dc=test';
const tls = selfSigned('localhost');
const directory = openLdapDirectory({ rules: { allow: ['localhost', '127.0.0.1', '::1'] } });
let plain: LdapServer;
let secure: LdapServer;

const reader: StoredEntry = { dn: `cn=reader,${base}`, attributes: { objectClass: ['account'], userPassword: ['reading'] } };
const person = (uid: string, over: Record<string, (string | Buffer)[]> = {}): StoredEntry => ({
  dn: `uid=${uid},ou=people,${base}`, attributes: { objectClass: ['person'], uid: [uid], entryUUID: [`id-${uid}`], givenName: ['สมชาย'], sn: ['ใจดี'], mail: [`${uid}@rid.test`], userPassword: [`secret-${uid}`], ...over },
});
const group = (name: string, ...members: string[]): StoredEntry => ({ dn: `cn=${name},ou=groups,${base}`, attributes: { objectClass: ['groupOfNames'], member: members } });
const dnOf = (name: string) => `cn=${name},ou=groups,${base}`;

beforeAll(async () => { [plain, secure] = await Promise.all([openLdapServer(tls), openLdapServer(tls, { secure: true })]); });
afterAll(() => Promise.all([plain?.close(), secure?.close()]));
afterEach(() => { for (const each of [plain, secure]) Object.assign(each, { referral: null, dropAfterStartTls: false }); plain.heard.length = 0; });

const settings = (over: Partial<LdapSettings> = {}): LdapSettings => ({
  url: `ldap://localhost:${plain.port}`, bindDn: reader.dn, baseDn: base, agencyId: 'rid', userFilter: '(objectClass=person)', nameAttribute: 'uid', idAttribute: 'entryUUID', requiredGroup: null, certificate: tls.certificate, ...over,
});
const prove = (name: string, password: string, over: Partial<LdapSettings> = {}, readerPassword = 'reading') => directory.prove(settings(over), readerPassword, name, password);
const fill = (...entries: StoredEntry[]) => { for (const each of [plain, secure]) each.entries = [reader, ...entries]; };
const codeOf = (work: Promise<unknown>) => work.then(() => 'no problem', (error: { code?: string }) => error.code);

describe('a name and password', () => {
  it.each([['StartTLS', () => ({})], ['ldaps', () => ({ url: `ldaps://localhost:${secure.port}` })]] as const)('are proved over %s, and nothing is said in the clear', async (_way, over) => {
    fill(person('somchai'));
    expect(await prove('somchai', 'secret-somchai', over())).toEqual({ externalId: 'id-somchai', userName: 'somchai', givenName: 'สมชาย', familyName: 'ใจดี', email: 'somchai@rid.test', isOpen: true });
    expect(await prove('somchai', 'wrong', over())).toBeNull();
    expect(await prove('nobody', 'secret-somchai', over())).toBeNull();
    expect([...plain.heard, ...secure.heard].filter((each) => each.startsWith('clear') && !each.startsWith('clear extended'))).toEqual([]);
  });

  it('prove nobody when the password is empty, and the directory is not even asked', async () => {
    fill(person('somchai'));
    expect(await prove('somchai', '')).toBeNull();
    expect(plain.heard).toEqual([]);
  });

  it.each(['*', '*)(uid=*', 'somchai)(|(uid=*', 'som*', '\\2a', 'somchai\0', '(objectClass=*)', 'x'.repeat(300)])('prove nobody by the name %j', async (name) => {
    fill(person('somchai'), person('wipa'));
    expect(await prove(name, 'secret-somchai')).toBeNull();
  });

  it('reach the directory as they were typed, in Thai and with brackets', async () => {
    fill(person('สมชาย (กรมชลฯ)', { userPassword: ['รหัส*ผ่าน'] }));
    expect(await prove('สมชาย (กรมชลฯ)', 'รหัส*ผ่าน')).toMatchObject({ userName: 'สมชาย (กรมชลฯ)' });
  });

  it('prove nobody when two entries have the name', async () => {
    fill(person('somchai'), { ...person('somchai'), dn: `uid=somchai,ou=old,${base}` });
    expect(await prove('somchai', 'secret-somchai')).toBeNull();
  });

  it('of an account that Active Directory has disabled prove nobody', async () => {
    fill(person('somchai', { userAccountControl: ['514'] }), person('wipa', { userAccountControl: ['512'] }));
    expect(await prove('somchai', 'secret-somchai')).toBeNull();
    expect(await prove('wipa', 'secret-wipa')).not.toBeNull();
  });

  it('are tried by the same steps whether the name is there or not', async () => {
    fill(person('somchai'));
    await prove('nobody', 'x');
    const steps = plain.heard.map((each) => each.split(' ').slice(0, 2).join(' ').replace(/\(.*/, ''));
    plain.heard.length = 0;
    await prove('somchai', 'x');
    expect(plain.heard.map((each) => each.split(' ').slice(0, 2).join(' ').replace(/\(.*/, '')).map((each) => each.replace(/^bind uid.*/, `bind cn=saphan-nobody,${base}`))).toEqual(steps);
  });

  it('outside the filter prove nobody', async () => {
    fill(person('printer', { objectClass: ['device'] }));
    expect(await prove('printer', 'secret-printer')).toBeNull();
  });

  it('come with an id of 16 bytes as Active Directory has it', async () => {
    fill(person('somchai', { objectGUID: [Buffer.from('00ff10203040506070800a0b0c0d0e0f', 'hex')] }));
    expect((await prove('somchai', 'secret-somchai', { idAttribute: 'objectGUID' }))?.externalId).toBe('00ff10203040506070800a0b0c0d0e0f');
  });
});

describe('a group', () => {
  const chain = (length: number) => Array.from({ length }, (_, i) => group(`g${i}`, i === 0 ? person('somchai').dn : dnOf(`g${i - 1}`)));

  it('is found through groups within groups, five deep and not six', async () => {
    fill(person('somchai'), ...chain(6));
    for (const [depth, open] of [[0, true], [4, true], [5, false]] as const) expect([depth, await prove('somchai', 'secret-somchai', { requiredGroup: dnOf(`g${depth}`) }) !== null]).toEqual([depth, open]);
  });

  it('that contains itself comes to an end', async () => {
    fill(person('somchai'), group('a', person('somchai').dn, dnOf('b')), group('b', dnOf('a')));
    expect(await prove('somchai', 'secret-somchai', { requiredGroup: dnOf('c') })).toBeNull();
    expect(await prove('somchai', 'secret-somchai', { requiredGroup: 'CN=b, OU=groups, DC=rid, DC=test' })).not.toBeNull();
  });
});

describe('everybody', () => {
  const everybody = async (over: Partial<LdapSettings> = {}) => {
    const pages: DirectoryEntry[][] = [];
    for await (const page of directory.list(settings(over), 'reading')) pages.push(page);
    return pages;
  };

  it('comes page by page, each once', async () => {
    fill(...Array.from({ length: 450 }, (_, i) => person(`p${i}`)));
    const pages = await everybody();
    expect(pages.map((page) => page.length)).toEqual([200, 200, 50]);
    expect(new Set(pages.flat().map(({ externalId }) => externalId)).size).toBe(450);
  });

  it('without a name or a lasting id is left out; who is no member is told apart', async () => {
    fill(person('somchai'), person('wipa'), person('nameless', { uid: [] }), person('idless', { entryUUID: [] }), group('staff', person('wipa').dn));
    expect((await everybody({ requiredGroup: dnOf('staff') })).flat().map(({ userName, isOpen }) => [userName, isOpen])).toEqual([['somchai', false], ['wipa', true]]);
  });

  it('is not looked for at the server that a reference names', async () => {
    fill(person('somchai'));
    plain.referral = 'ldap://127.0.0.1:1/dc=elsewhere';
    expect((await everybody()).flat()).toHaveLength(1);
  });
});

describe('a directory', () => {
  it.each([
    ['with another certificate', () => ({ certificate: selfSigned('localhost').certificate }), 'connectors.directory-unreachable'], ['without a certificate of its authority', () => ({ certificate: null }), 'connectors.directory-unreachable'],
    ['that is not there', () => ({ url: 'ldap://localhost:1' }), 'connectors.directory-unreachable'], ['at an address that is not allowed', () => ({ url: 'ldaps://10.0.0.1' }), 'kernel.host-refused'],
  ] as const)('%s is a problem, not a wrong password', async (_what, over, code) => {
    fill(person('somchai'));
    expect(await codeOf(prove('somchai', 'secret-somchai', over()))).toBe(code);
  });

  it('whose certificate names another host is refused', async () => {
    const other = selfSigned('elsewhere.test');
    const server = await openLdapServer(other, { secure: true });
    server.entries = [reader, person('somchai')];
    expect(await codeOf(prove('somchai', 'secret-somchai', { url: `ldaps://localhost:${server.port}`, certificate: other.certificate }))).toBe('connectors.directory-unreachable');
    await server.close();
  });

  it('that drops the connection after StartTLS is not spoken to in the clear', async () => {
    fill(person('somchai'));
    plain.dropAfterStartTls = true;
    expect(await codeOf(prove('somchai', 'secret-somchai'))).toBe('connectors.directory-unreachable');
    expect(plain.heard).toEqual(['clear extended 1.3.6.1.4.1.1466.20037']);
  });

  it('that does not take its reader says so', async () => {
    fill(person('somchai'));
    expect(await codeOf(prove('somchai', 'secret-somchai', {}, 'wrong'))).toBe('connectors.directory-login-refused');
    expect(await codeOf(prove('somchai', 'secret-somchai', {}, ''))).toBe('connectors.directory-login-refused');
  });

  it('with a filter that is none says so', async () => {
    fill(person('somchai'));
    expect(await codeOf(prove('somchai', 'secret-somchai', { userFilter: '(uid=x))(' }))).toBe('connectors.directory-search-refused');
  });
});
