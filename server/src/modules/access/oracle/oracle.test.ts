import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { roles } from '#kernel/policy.ts';
import { openCedar, type Cedar } from '../deciding/cedar.ts';
import type { DecisionInput, ResourceFacts } from '../deciding/decision-input.ts';
import { readPolicyFiles } from '../deciding/policy-files.ts';
import { decideReference } from './reference.ts';

const folder = new URL('../../../../../definitions/policies/', import.meta.url);
const files = readPolicyFiles(folder);
const RUNS = process.env['SAPHAN_TEST_LONG'] ? 100_000 : 2_000;
const NOW = 1_795_000_000;

const agency = fc.constantFrom('rid', 'doae', 'oae');
const some = <T>(from: readonly T[]) => fc.subarray([...from]);
const operations = ['read', 'change', 'decide', 'administer', 'inspect', 'lake.read-releases', 'lake.withdraw-release', 'linkage.decide-run', 'plans.add-dataset', 'catalog.update-dataset', 'linkage.read-quarantine', 'made.up', 'constructor'];
const resource: fc.Arbitrary<ResourceFacts> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('dataset' as const), id: fc.constant('d'), agency, level: fc.integer({ min: 0, max: 4 }), personal: fc.boolean() }) },
  { weight: 1, arbitrary: agency.map((id) => ({ kind: 'agency' as const, id, agency: id })) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('account' as const), id: fc.constant('x'), account: fc.constantFrom('me', 'you'), agencies: some(['rid', 'doae']), ministry: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('client' as const), id: fc.constant('c'), agency: fc.constantFrom('rid', 'doae', '') }) });
const anything: fc.Arbitrary<DecisionInput> = fc.record({
  principal: fc.record({
    kind: fc.constantFrom('person' as const, 'person' as const, 'service' as const), account: fc.constantFrom('me', ''),
    persona: fc.constantFrom('officer' as const, 'officer' as const, 'citizen' as const, 'representation' as const, 'service' as const, 'none' as const),
    roles: some(roles.filter((role) => role !== 'operator' && role !== 'secretariat')).chain((held) => fc.constantFrom(held, held, held, ['operator' as const, ...held], ['secretariat' as const, ...held])),
    agencies: some(['rid', 'doae', 'oae']), powers: some(operations), aal: fc.integer({ min: 0, max: 3 }), ial: fc.constantFrom(0, 23, 30), clearance: fc.integer({ min: 0, max: 4 }),
  }),
  operation: fc.constantFrom(...operations), resource,
  agreement: fc.option(fc.record({
    id: fc.constant(1), purposes: some(['research', 'aid', 'tax']), since: fc.constantFrom(NOW - 9, NOW, NOW + 1), until: fc.constantFrom(NOW - 1, NOW, NOW + 1, NOW + 9), active: fc.boolean(),
    columns: fc.constant(null), rowFilter: fc.constant(null),
  })),
  purpose: fc.option(fc.constantFrom('research', 'aid', 'other')), now: fc.constant(NOW),
});

/** Two corners that chance alone seldom reaches: confidential data read by agreement, and accounts looked after by an agency. */
const byAgreement = fc.record({ drawn: anything, roles: some(['steward', 'reader', 'service'] as const), level: fc.integer({ min: 1, max: 2 }), persona: fc.constantFrom('officer' as const, 'service' as const) })
  .map(({ drawn, roles: held, level, persona }): DecisionInput => ({ ...drawn, operation: 'lake.read-releases', principal: { ...drawn.principal, roles: held, persona, clearance: 3, aal: 2 }, resource: { kind: 'dataset', id: 'd', agency: 'ldd', level, personal: false } }));
const administering = fc.record({ drawn: anything, operation: fc.constantFrom('administer', 'inspect'), resource })
  .map(({ drawn, operation, resource: about }): DecisionInput => ({ ...drawn, operation, resource: about, principal: { ...drawn.principal, roles: ['agency-admin'], persona: 'officer' } }));
const question = fc.oneof({ weight: 3, arbitrary: anything }, { weight: 1, arbitrary: byAgreement }, { weight: 1, arbitrary: administering });

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

  it(`answer as the reference checker does, and for its reason, in ${RUNS} drawn cases`, () => { fc.assert(agrees(cedar), { seed: 2569, numRuns: RUNS }); }, 120_000);

  it('are each needed: some drawn case is answered by each', () => {
    const seen = new Set(fc.sample(question, { seed: 7, numRuns: 4_000 }).flatMap((input) => cedar.evaluate(input).because));
    expect(files.policies.map(({ id }) => id).filter((id) => !seen.has(id))).toEqual([]);
  }, 60_000);

  it.each([
    ['own-account', 'principal.account == resource.account', 'principal.account != resource.account'],
    ['above-clearance', 'resource.level > principal.clearance', 'resource.level >= principal.clearance'],
    ['agreement-ended', 'context.agreement.until <= context.now', 'context.agreement.until < context.now - 1'],
    ['agency-admin-own-accounts', 'containsAll', 'containsAny'],
  ])('are found out when somebody plants a slip in %s', async (id, right, wrong) => {
    const policies = files.policies.map((each) => each.id === id ? { ...each, text: each.text.replace(right, wrong) } : each);
    const mutant = await openCedar({ ...files, policies, sha256: `mutant-${id}` });
    expect(fc.check(agrees(mutant), { seed: 2569, numRuns: 10_000 }).failed).toBe(true);
  }, 60_000);

  it.each([
    ['cannot be parsed', 'permit (principal, action, resource'],
    ['does not fit the schema', '// th: ก\npermit (principal, action in Action::"read", resource is Dataset) when { resource.colour == "red" };'],
  ])('do not open when one %s', async (_what, text) => {
    const policies = [...files.policies, { id: 'planted', th: 'ก', en: 'a', effect: 'permit' as const, text }];
    await expect(openCedar({ ...files, policies, sha256: `broken-${text.length}` })).rejects.toMatchObject({ code: 'access.policies-broken' });
  });
});
