import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { openCedar, type Cedar } from '../deciding/cedar.ts';
import { readPolicyFiles } from '../deciding/policy-files.ts';
import { decideReference } from './reference.ts';
import { question } from './testing/questions.ts';

const folder = new URL('../../../../../definitions/policies/', import.meta.url);
const files = readPolicyFiles(folder);
const RUNS = process.env['SAPHAN_TEST_LONG'] ? 100_000 : 2_000;
let cedar: Cedar;
beforeAll(async () => { cedar = await openCedar(files); });

const agrees = (each: Cedar) => fc.property(question, (input) => {
  const [answer, reference] = [each.evaluate(input), decideReference(input)];
  return answer.allowed === reference.allowed && answer.because.includes(reference.because);
});

describe('the policies', () => {
  it('are at most thirty, each with a sentence in Thai and English', () => {
    expect(files.policies.length).toBeLessThanOrEqual(30);
    expect(files.policies.filter(({ th, en }) => !/[ก-๙]/.test(th) || !/[a-z]/.test(en))).toEqual([]);
  });

  it(`answer as the reference checker does, and for its reason, in ${RUNS} drawn cases`, () => { fc.assert(agrees(cedar), { seed: 2569, numRuns: RUNS }); });

  it('are each needed: some drawn case is answered by each', () => {
    const seen = new Set(fc.sample(question, { seed: 7, numRuns: 4_000 }).flatMap((input) => cedar.evaluate(input).because));
    expect(files.policies.map(({ id }) => id).filter((id) => !seen.has(id))).toEqual([]);
  });

  it.each([
    ['own-account', 'principal.account == resource.account', 'principal.account != resource.account'],
    ['above-clearance', 'resource.level > principal.clearance', 'resource.level >= principal.clearance'],
    ['agreement-ended', 'context.agreement.until <= context.now', 'context.agreement.until < context.now - 1'],
    ['agency-admin-own-accounts', 'containsAll', 'containsAny'],
  ])('are found out when somebody plants a slip in %s', async (id, right, wrong) => {
    const policies = files.policies.map((each) => each.id === id ? { ...each, text: each.text.replace(right, wrong) } : each);
    const mutant = await openCedar({ ...files, policies, sha256: `mutant-${id}` });
    expect(fc.check(agrees(mutant), { seed: 2569, numRuns: 10_000 }).failed).toBe(true);
  });

  it.each([
    ['cannot be parsed', 'permit (principal, action, resource'],
    ['names a single thing, whose answer would be kept for others', '// th: ก\nforbid (principal, action, resource == Dataset::"rid-secret");'],
    ['does not fit the schema', '// th: ก\npermit (principal, action in Action::"read", resource is Dataset) when { resource.colour == "red" };'],
  ])('do not open when one %s', async (_what, text) => {
    const policies = [...files.policies, { id: 'planted', th: 'ก', en: 'a', effect: 'permit' as const, text }];
    await expect(openCedar({ ...files, policies, sha256: `broken-${text.length}` })).rejects.toMatchObject({ code: 'access.policies-broken' });
  });
});
