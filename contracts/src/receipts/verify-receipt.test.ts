import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckId, CheckState, VerifyWays } from './checks.ts';
import { notProvedBy, sentenceOf } from './sentences.ts';
import { RunningSha256, sha256 as ownSha256 } from './sha-256.ts';
import { bodies, makeReceipt, sha256, tamperings } from './testing/receipt-bundle.ts';
import { verifyReceipt, type Verdict } from './verify-receipt.ts';
import { knowsEd25519, webCryptoVerify } from './web-crypto.ts';

const ways: VerifyWays = { sha256: ownSha256, verify: webCryptoVerify(crypto.subtle) };
const states = ({ checks }: Verdict) => Object.fromEntries(checks.map(({ id, state }) => [id, state])) as Record<CheckId, CheckState>;
const failures = ({ checks }: Verdict) => checks.filter(({ state }) => state === 'failed').map(({ id }) => id);

describe('a true receipt', () => {
  it('passes every check, and says who asked what for which purpose', async () => {
    const verdict = await verifyReceipt(makeReceipt(), ways);
    expect(failures(verdict)).toEqual([]);
    expect(verdict).toMatchObject({ ok: true, facts: { client: 'TH/GOV/doae/farmer-desk', method: 'POST', targetUri: 'https://data.moac.go.th/x/farmers/is-registered', purpose: 'subsidy', agreement: 'SA-2569-0001/1', assurance: 3, status: 200 } });
    expect(states(verdict)).toMatchObject({ 'request-signature': 'passed', 'provider-signature': 'passed', 'witnesses': 'passed', 'stamp': 'absent', 'known-keys': 'absent', 'request-body': 'absent' });
    expect(notProvedBy(verdict).map(({ en }) => en).join(' ')).toMatch(/data in the answer are true.*whose keys/);
  });

  it.each(['ed25519', 'ecdsa-p256-sha256', 'rsa-pss-sha512'] as const)('may be signed with %s', async (algorithm) => {
    expect(failures(await verifyReceipt(makeReceipt({ consumer: algorithm, provider: algorithm }), ways))).toEqual([]);
  });

  it('stands at any place of a log of any size', async () => {
    for (const [size, index] of [[1, 0], [2, 1], [7, 6], [8, 0], [9, 8], [100, 63]] as const) expect(failures(await verifyReceipt(makeReceipt({ size, index, witnesses: 0 }), ways))).toEqual([]);
  });

  it('says what it cannot prove when an agency did not sign itself', async () => {
    const verdict = await verifyReceipt(makeReceipt({ consumer: null, provider: null, witnesses: 0 }), ways);
    expect(verdict.ok).toBe(true);
    expect(states(verdict)).toMatchObject({ 'request-signature': 'absent', 'provider-signature': 'absent', 'witnesses': 'absent' });
    expect(notProvedBy(verdict).map(({ en }) => en).join(' ')).toMatch(/Assurance level 1.*agency that answered did not sign.*outside witnesses/);
  });

  it('fits the bodies that somebody kept', async () => {
    const files = new Map([...makeReceipt(), ['request.body', Buffer.from(bodies.request)], ['response.body', Buffer.from(bodies.response)]] as [string, Uint8Array][]);
    expect(states(await verifyReceipt(files, ways))).toMatchObject({ 'request-body': 'passed', 'response-body': 'passed' });
  });

  it('is compared with keys and witnesses that the reader knows from elsewhere', async () => {
    const files = makeReceipt();
    const verdict = await verifyReceipt(files, ways);
    const known = new Set(verdict.facts?.keys.map(({ kid }) => kid));
    expect(failures(await verifyReceipt(files, { ...ways, knownKeys: known }))).toEqual(['known-keys']);
    expect(failures(await verifyReceipt(files, { ...ways, leastWitnesses: 2 }))).toEqual(['witnesses']);
  });
});

describe('a receipt that somebody changed', () => {
  const [truth, other] = [makeReceipt(), makeReceipt()];
  it.each(tamperings(truth, other).map((each) => [each.name, each.files] as const))('fails: %s', async (name, files) => {
    const verdict = await verifyReceipt(files, ways);
    expect({ name, ok: verdict.ok, failed: failures(verdict).length > 0 }).toEqual({ name, ok: false, failed: true });
    for (const check of verdict.checks) expect(sentenceOf(check).th).toMatch(/[ก-๙]/);
  });

  it('fails whatever bytes are put in place of a file, and never throws', async () => {
    await fc.assert(fc.asyncProperty(fc.constantFrom(...truth.keys()), fc.uint8Array({ maxLength: 400 }), async (name, bytes) => {
      expect((await verifyReceipt(new Map([...truth, [name, bytes]]), ways)).ok).toBe(false);
    }), { numRuns: 60 });
  });
});

describe('the hash and the engine', () => {
  it('agree with the ones of Node.js', async () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => { expect(Buffer.from(ownSha256(bytes)).toString('hex')).toBe(createHash('sha256').update(bytes).digest('hex')); }));
    fc.assert(fc.property(fc.array(fc.uint8Array({ maxLength: 150 }), { maxLength: 8 }), (pieces) => {
      expect(Buffer.from(pieces.reduce((hash, piece) => hash.update(piece), new RunningSha256()).digest()).toString('hex')).toBe(createHash('sha256').update(Buffer.concat(pieces)).digest('hex'));
    }));
    expect(Buffer.from(sha256(new Uint8Array())).toString('hex')).toMatch(/^e3b0c442/);
    expect(await knowsEd25519(crypto.subtle)).toBe(true);
  });
});
