import { createHash } from 'node:crypto';
import { USER } from './attributes.ts';
import type { FindScimUserRow } from './users.sql.gen.ts';

export type ScimRow = FindScimUserRow;

/** A user as SCIM gives it (RFC 7643 §4.1), with what is kept here. */
export interface ScimUser {
  schemas: string[];
  id: string;
  externalId?: string;
  userName: string;
  name: { formatted: string; givenName: string; familyName: string };
  displayName: string;
  active: boolean;
  emails?: { value: string; type: string; primary: boolean }[];
  roles: { value: string; type: string }[];
  meta: { resourceType: 'User'; created: string; lastModified: string; location: string; version: string };
}

/** Whether somebody may come in by this account, or may once they take it up. */
export const isActive = (state: string): boolean => state === 'active' || state === 'invited';

/** An account as a SCIM user. Its version is that of what it says, so the same content has the same version. */
export function scimUserOf(row: ScimRow, publicUrl: string): ScimUser {
  const said = {
    schemas: [USER], id: row.id, ...(row.external_id !== null && { externalId: row.external_id }), userName: row.user_name ?? '',
    name: { formatted: `${row.given_name} ${row.family_name}`.trim(), givenName: row.given_name, familyName: row.family_name }, displayName: row.display_name, active: isActive(row.state),
    ...(row.email !== null && { emails: [{ value: row.email, type: 'work', primary: true }] }), roles: row.roles as ScimUser['roles'],
  };
  const version = `W/"${createHash('sha256').update(JSON.stringify(said)).digest('base64url').slice(0, 22)}"`;
  return { ...said, meta: { resourceType: 'User', created: row.created, lastModified: row.modified, location: `${publicUrl}/scim/v2/Users/${row.id}`, version } };
}

/**
 * The part of a user that was asked for (RFC 7644 §3.9); `schemas` and `id` always come.
 *
 * @param wanted names with commas between, also of sub-attributes: `userName,name.familyName`.
 */
export function partOf(user: ScimUser, { attributes, excludedAttributes }: { attributes?: string; excludedAttributes?: string }): Partial<ScimUser> {
  if (attributes !== undefined) return keep(user, named(attributes), true);
  return excludedAttributes === undefined ? user : keep(user, named(excludedAttributes), false);
}

const named = (list: string): Set<string> => new Set(list.split(',').map((name) => name.trim().toLowerCase().replace(`${USER.toLowerCase()}:`, '')));

function keep(user: ScimUser, names: ReadonlySet<string>, kept: boolean): Partial<ScimUser> {
  const entries = Object.entries(user).flatMap(([name, value]): [string, unknown][] => {
    if (name === 'schemas' || name === 'id' || names.has(name.toLowerCase()) === kept) return [[name, value]];
    const below = (part: object) => Object.fromEntries(Object.entries(part).filter(([sub]) => names.has(`${name}.${sub}`.toLowerCase()) === kept));
    const parts: unknown = Array.isArray(value) ? value.map(below) : typeof value === 'object' ? below(value as object) : {};
    const empty = Object.keys(Array.isArray(parts) ? (parts[0] as object | undefined) ?? {} : parts as object).length === 0;
    return kept && !empty ? [[name, parts]] : [];
  });
  return Object.fromEntries(entries) as Partial<ScimUser>;
}
