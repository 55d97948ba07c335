import { scimPatch, ScimError, type ScimPatchOperation, type ScimResource } from 'scim-patch';
import { findAttribute, withoutUrn, type Attribute } from './attributes.ts';
import { problem } from './errors.ts';
import { compileFilter } from './filter.ts';
import type { ScimUser } from './scim-user.ts';

const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const MOST_OPERATIONS = 1_000;
const LONGEST_PATH = 300;
/** attribute, [filter], .sub-attribute (RFC 7644 §3.5.2, figure 7). */
const PATH = /^([A-Za-z][\w$-]*)(?:\[(.+)\])?(?:\.([A-Za-z$][\w$-]*))?$/s;

interface Operation { op: 'add' | 'replace' | 'remove'; path: string; value?: unknown }

/**
 * Applies a PATCH (RFC 7644 §3.5.2) to a copy of a user. Every path and every name within a value is looked up in our own table
 * and written anew from it, so that nothing but attributes of a user ever reaches the object.
 *
 * @throws `identity.scim-syntax-refused`, `scim-too-many`, `scim-path-refused`, `scim-read-only`, `scim-no-target`, `scim-filter-refused`.
 */
export function patchUser(user: ScimUser, body: unknown): unknown {
  const operations = readOperations(body);
  const { meta: _meta, id: _id, roles: _roles, ...own } = structuredClone(user);
  try {
    return scimPatch(own as unknown as ScimResource, operations as ScimPatchOperation[], { mutateDocument: true, treatMissingAsAdd: true });
  } catch (error) {
    if (!(error instanceof ScimError)) throw error;
    throw problem(error.scimCode === 'noTarget' ? 'scim-no-target' : 'scim-syntax-refused', { detailTh: 'ทำตามรายการแก้ไขไม่ได้', detailEn: error.message }, { cause: error });
  }
}

function readOperations(body: unknown): Operation[] {
  const { schemas, Operations: given } = (body ?? {}) as { schemas?: unknown; Operations?: unknown };
  if (!Array.isArray(schemas) || !schemas.includes(PATCH)) throw malformed(`schemas ต้องมี ${PATCH}`, `schemas must contain ${PATCH}`);
  if (!Array.isArray(given) || given.length === 0) throw malformed('ต้องมี Operations อย่างน้อยหนึ่งรายการ', 'Operations must hold at least one');
  if (given.length > MOST_OPERATIONS) throw problem('scim-too-many', { most: MOST_OPERATIONS });
  return given.flatMap(readOperation);
}

function readOperation(given: unknown): Operation[] {
  const { op: verb, path, value } = (given ?? {}) as { op?: unknown; path?: unknown; value?: unknown };
  const op = typeof verb === 'string' ? verb.toLowerCase() : '';
  if (op !== 'add' && op !== 'replace' && op !== 'remove') throw malformed('op ต้องเป็น add, replace หรือ remove', 'op must be add, replace or remove');
  if (path !== undefined && (typeof path !== 'string' || path.length > LONGEST_PATH)) throw problem('scim-path-refused', { detailTh: 'path ต้องเป็นข้อความสั้น', detailEn: 'path must be a short text' });
  if (op !== 'remove' && value === undefined) throw malformed(`${op} ต้องมี value`, `${op} must have a value`);
  if (path !== undefined && path !== '') return written(op, path, value);
  if (op === 'remove') throw problem('scim-no-target', { detailTh: 'remove ต้องมี path', detailEn: 'remove must have a path' });
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed('ไม่มี path แล้ว value ต้องเป็นออบเจกต์', 'without a path the value must be an object');
  // Without a path each member of the value is one (RFC 7644 §3.5.2.1).
  return Object.entries(value).flatMap(([name, each]) => written(op, name, each));
}

/** One operation in our own names; none for what is not kept. */
function written(op: Operation['op'], given: string, value: unknown): Operation[] {
  const bare = withoutUrn(given);
  if (bare === null) return [];
  const [, name = '', filter, subName] = PATH.exec(bare) ?? [];
  const found = name === '' ? null : findAttribute(name, subName);
  if (found === null) throw problem('scim-path-refused', { detailTh: `ไม่มี ${given.slice(0, 80)}`, detailEn: `there is no ${given.slice(0, 80)}` });
  if (found === 'not-kept') return [];
  if (found === 'read-only' || found.attribute.readOnly || found.sub?.readOnly) throw problem('scim-read-only', { detailTh: given.slice(0, 80), detailEn: given.slice(0, 80) });
  const { attribute, sub } = found;
  if (filter !== undefined && !attribute.multiValued) throw problem('scim-path-refused', { detailTh: `${attribute.name} มีค่าเดียว`, detailEn: `${attribute.name} has one value` });
  if (filter !== undefined) compileFilter(filter, attribute.name);
  // One address is kept, so a sub-attribute of all of them is that of the main one.
  const which = filter ?? (attribute.multiValued && sub ? 'primary eq true' : undefined);
  const path = `${attribute.name}${which === undefined ? '' : `[${which}]`}${sub ? `.${sub.name}` : ''}`;
  if (value === undefined) return [{ op, path }];
  if (sub || attribute.type !== 'complex') return [{ op, path, value }];
  const own = inOwnNames(attribute, value);
  return [{ op, path, value: attribute.multiValued && which === undefined && !Array.isArray(own) ? [own] : own }];
}

/** A complex value with the sub-attributes that are kept, under their own names. */
function inOwnNames(attribute: Attribute, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => inOwnNames(attribute, each));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([key, each]): [string, unknown][] => {
    const found = findAttribute(attribute.name, key);
    if (found === null) throw problem('scim-path-refused', { detailTh: `ไม่มี ${attribute.name}.${key.slice(0, 80)}`, detailEn: `there is no ${attribute.name}.${key.slice(0, 80)}` });
    return typeof found === 'object' && found?.sub ? [[found.sub.name, each]] : [];
  });
  return Object.fromEntries(entries);
}

function malformed(detailTh: string, detailEn: string) {
  return problem('scim-syntax-refused', { detailTh, detailEn });
}
