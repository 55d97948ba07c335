import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { selfSignedFor, type Names } from '#kernel/testing/certificate.ts';
import { hasSubject, normalise, subjectProperties, type SubjectKind } from './certificate-subject.ts';

const [C, O, CN] = ['550406', '55040a', '550403'];
const [EMAIL, DNS, URI, IP] = [0x81, 0x82, 0x86, 0x87];
const made = (names: Names) => new X509Certificate(selfSignedFor(names).certificate);
const subject: Names['subject'] = [[C, 'TH'], [O, 'กรมชลประทาน, สำนัก 1'], [CN, 'portal+exchange']];
const certificate = made({ subject, altNames: [[DNS, 'Exchange.RID.example'], [URI, 'urn:saphan:rid, DNS:evil.example'], [URI, 'https://rid.example/agent'], [IP, Buffer.from([10, 0, 0, 7])], [IP, Buffer.from('20010db8000000000000000000000001', 'hex')], [EMAIL, 'Ops@RID.example']] });
const has = (kind: SubjectKind, name: string, of: X509Certificate | undefined = certificate) => hasSubject(of, subjectProperties[kind], name);

describe('a certificate', () => {
  it.each<[SubjectKind, string]>([
    ['dn', 'CN=portal\\+exchange,O=กรมชลประทาน\\, สำนัก 1,C=TH'], ['dn', 'cn = portal\\2Bexchange, o=กรมชลประทาน\\2C สำนัก 1, 2.5.4.6=TH'],
    ['dns', 'exchange.rid.example'], ['uri', 'https://rid.example/agent'], ['uri', 'https://rid.example/agent'], ['ip', '10.0.0.7'], ['ip', '2001:db8::1'], ['ip', '2001:0DB8:0:0:0:0:0:1'], ['email', 'Ops@rid.EXAMPLE'],
  ])('has the %s %s', (kind, name) => { expect(has(kind, name)).toBe(true); });

  it.each<[string, SubjectKind, string]>([
    ['the names in the other order', 'dn', 'C=TH,O=กรมชลประทาน\\, สำนัก 1,CN=portal\\+exchange'], ['a part of the name', 'dn', 'CN=portal\\+exchange'], ['one name more', 'dn', 'CN=portal\\+exchange,OU=x,O=กรมชลประทาน\\, สำนัก 1,C=TH'],
    ['two names in one place', 'dn', 'CN=portal+CN=exchange,O=กรมชลประทาน\\, สำนัก 1,C=TH'], ['another agency', 'dn', 'CN=portal\\+exchange,O=กรมชลประทาน,C=TH'], ['nothing', 'dn', ''],
    ['a name that stands inside another', 'dns', 'evil.example'], ['a wildcard', 'dns', '*.rid.example'], ['a name above', 'dns', 'rid.example'], ['a name with a dot behind', 'dns', 'exchange.rid.example.'],
    ['an address with more behind', 'uri', 'https://rid.example/agent/'], ['another machine', 'ip', '10.0.0.70'], ['a number that is an address elsewhere', 'ip', '0xa000007'], ['another person', 'email', 'ops@rid.example'], ['a host for an address', 'email', 'rid.example'],
    ['a name of another kind', 'dns', '10.0.0.7'], ['the name in the subject', 'dns', 'portal+exchange'],
  ])('is not known by %s', (_what, kind, name) => { expect(has(kind, name)).toBe(false); });

  it('without such names is known by none, nor is none at all', () => {
    const bare = made({ subject: [[CN, 'exchange.rid.example']] });
    expect([has('dns', 'exchange.rid.example', bare), has('email', 'ops@rid.example', bare), hasSubject(undefined, subjectProperties.dn, 'CN=x'), hasSubject(certificate, 'tls_client_auth_other', 'x')]).toEqual([false, false, false, false]);
  });

  it('cannot smuggle a line into its subject', () => {
    const evil = made({ subject: [[C, 'TH'], [CN, 'portal\nO=Royal Irrigation Department']] });
    expect(has('dn', 'O=Royal Irrigation Department,CN=portal,C=TH', evil)).toBe(false);
    expect(has('dn', 'CN=portal\\0AO=Royal Irrigation Department,C=TH', evil)).toBe(true);
  });
});

describe('a name to be registered', () => {
  it.each<[SubjectKind, string]>([['dn', 'portal'], ['dn', 'CN='], ['dn', 'CN=a,,C=TH'], ['dn', 'CN=a\\'], ['dn', 'CN=\\FF'], ['dns', 'a b'], ['dns', '*.rid.example'], ['ip', '10.0.0'], ['ip', 'rid.example'], ['uri', 'rid'], ['email', '@rid.example'], ['email', 'ops@']])('of the kind %s is not %s', (kind, name) => {
    expect(normalise(kind, name)).toBeNull();
  });
});
