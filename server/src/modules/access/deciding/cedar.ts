import { bareQuestion } from './bare-question.ts';
import type { DecisionInput, ResourceFacts } from './decision-input.ts';
import type { PolicyFiles } from './policy-files.ts';
import { problem } from '../errors.ts';

/** Ids of the policies that determined the answer; `unknown-operation`, `no-policy` and `evaluation-failed` when none did. */
export interface Answer { allowed: boolean; because: readonly string[] }
export interface Cedar { files: PolicyFiles; evaluate(input: DecisionInput): Answer }

const TYPES: Readonly<Record<ResourceFacts['kind'], string>> = { dataset: 'Dataset', agency: 'Agency', account: 'Account', client: 'Client' };

const NAMES_ONE = /\b(?:Person|Service|Dataset|Agency|Account|Client)\s*::\s*"/;

/**
 * Prepares the policies; the engine (100 MB) is loaded here and not before.
 *
 * @throws `access.policies-broken` when a policy cannot be parsed, does not fit the schema (strict validation), or names a single person or thing:
 * answers are kept for all that have the same attributes.
 */
export async function openCedar(files: PolicyFiles): Promise<Cedar> {
  const cedar = await import('@cedar-policy/cedar-wasm/nodejs');
  const policies = { staticPolicies: Object.fromEntries(files.policies.map(({ id, text }) => [id, text])) };
  const checked = cedar.validate({ schema: files.schema, policies, validationSettings: { mode: 'strict' } });
  const faults = checked.type === 'failure' ? checked.errors.map(({ message }) => message) : checked.validationErrors.map(({ policyId, error }) => `${policyId}: ${error.message}`);
  faults.push(...files.policies.filter(({ text }) => NAMES_ONE.test(text)).map(({ id }) => `${id}: names a single person or thing`));
  if (faults.length > 0) throw problem('policies-broken', { detailTh: faults.join('; '), detailEn: faults.join('; ') });
  const name = files.sha256;
  cedar.preparsePolicySet(name, policies);
  cedar.preparseSchema(name, files.schema);
  const known = operationsOf(cedar.schemaToJson(files.schema));
  return {
    files,
    evaluate(input) {
      if (!known.get(input.operation)?.includes(TYPES[input.resource.kind])) return { allowed: false, because: ['unknown-operation'] };
      const answer = cedar.statefulIsAuthorized({ ...callOf(bareQuestion(input)), preparsedPolicySetId: name, preparsedSchemaName: name, validateRequest: true });
      if (answer.type === 'failure' || answer.response.diagnostics.errors.length > 0) return { allowed: false, because: ['evaluation-failed'] };
      const { decision, diagnostics } = answer.response;
      return { allowed: decision === 'allow', because: diagnostics.reason.length > 0 ? diagnostics.reason.toSorted() : ['no-policy'] };
    },
  };
}

interface SchemaAnswer { type: string; json?: Record<string, { actions: Record<string, { appliesTo?: { resourceTypes: string[] } }> }> }

/** Operations that the schema knows, and what each is for. */
function operationsOf(schema: SchemaAnswer): Map<string, string[]> {
  return new Map(Object.entries(schema.json?.['']?.actions ?? {}).map(([name, { appliesTo }]) => [name, appliesTo?.resourceTypes ?? []]));
}

function callOf({ principal, operation, resource, agreement, purpose, now }: DecisionInput) {
  const who = { type: principal.kind === 'service' ? 'Service' : 'Person', id: principal.account };
  const what = { type: TYPES[resource.kind], id: resource.id };
  const { kind: _who, roles, agencies, powers, ...attrs } = principal;
  const { kind: _what, id: _id, ...about } = resource;
  return {
    principal: who, action: { type: 'Action', id: operation }, resource: what,
    context: {
      operation, now, ...(purpose !== null && { purpose }),
      ...(agreement && { agreement: { purposes: [...agreement.purposes], since: agreement.since, until: agreement.until, active: agreement.active } }),
    },
    entities: [
      { uid: who, attrs: { ...attrs, agencies: [...agencies], powers: [...powers] }, parents: roles.map((id) => ({ type: 'Role', id })) },
      { uid: what, attrs: 'agencies' in about ? { ...about, agencies: [...about.agencies] } : about, parents: [] },
    ],
  };
}
