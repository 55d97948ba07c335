import fc from 'fast-check';
import { roles } from '#kernel/policy.ts';
import type { DecisionInput, ResourceFacts } from '../../deciding/decision-input.ts';

const NOW = 1_795_000_000;

const agency = fc.constantFrom('rid', 'doae', 'oae');
const some = <T>(from: readonly T[]) => fc.subarray([...from]);
const operations = ['read', 'change', 'decide', 'administer', 'inspect', 'lake.read-releases', 'lake.withdraw-release', 'linkage.decide-run', 'plans.add-dataset', 'catalog.update-dataset', 'linkage.read-quarantine', 'linkage.push-data', 'made.up', 'constructor'];
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
/** Any question that a decision may be made about, likely and unlikely ones; drawn ones are put to the policies and to the reference checker. */
export const question = fc.oneof({ weight: 3, arbitrary: anything }, { weight: 1, arbitrary: byAgreement }, { weight: 1, arbitrary: administering });
