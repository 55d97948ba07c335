import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { problem } from './errors.ts';
import { listScimGroups as selectScimGroups, type ListScimGroupsRow } from './groups.sql.gen.ts';
import { sourceOf } from './read-users.ts';

export const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Schema';
const RESOURCE_TYPE = 'urn:ietf:params:scim:schemas:core:2.0:ResourceType';
const LARGEST_PAGE = 200;

/** A role with those who hold it, as SCIM gives it (RFC 7643 §4.2). It cannot be written: rights are given here, with a reason and a second factor. */
export interface ScimGroup {
  schemas: string[];
  id: string;
  displayName: string;
  members?: { value: string; $ref: string; type: 'User'; display: string }[];
  meta: { resourceType: 'Group'; lastModified: string; location: string };
}

export interface AskedGroups { filter?: string; startIndex?: number; count?: number; attributes?: string; excludedAttributes?: string }

/** A page of the roles that accounts of the directory hold. @throws `identity.scim-filter-refused` for any filter but `displayName eq "…"` or `id eq "…"`. */
export async function listScimGroups(tx: Tx, who: Principal, asked: AskedGroups, publicUrl: string): Promise<{ total: number; start: number; groups: ScimGroup[] }> {
  const rows = await selectScimGroups(tx, { source: sourceOf(who), id: asked.filter === undefined ? null : wantedId(asked.filter), with_members: wantsMembers(asked) });
  const start = Math.max(1, asked.startIndex ?? 1);
  const count = Math.min(LARGEST_PAGE, Math.max(0, asked.count ?? LARGEST_PAGE));
  return { total: rows.length, start, groups: rows.slice(start - 1, start - 1 + count).map((row) => groupOf(row, publicUrl)) };
}

/** One role. @throws `identity.scim-group-unknown`, also for one that no account of this directory holds. */
export async function selectScimGroup(tx: Tx, who: Principal, id: string, asked: AskedGroups, publicUrl: string): Promise<ScimGroup> {
  const [row] = await selectScimGroups(tx, { source: sourceOf(who), id, with_members: wantsMembers(asked) });
  if (!row) throw problem('scim-group-unknown', { id: id.slice(0, 100) });
  return groupOf(row, publicUrl);
}

function groupOf(row: ListScimGroupsRow, publicUrl: string): ScimGroup {
  const members = row.members as { value: string; display: string }[] | null;
  return {
    schemas: [GROUP], id: row.id, displayName: row.id,
    ...(members && { members: members.map(({ value, display }) => ({ value, $ref: `${publicUrl}/scim/v2/Users/${value}`, type: 'User', display })) }),
    meta: { resourceType: 'Group', lastModified: row.modified, location: `${publicUrl}/scim/v2/Groups/${encodeURIComponent(row.id)}` },
  };
}

/** Directories ask for one group by its name before anything else (Entra ID, Okta); no other question is answered. */
function wantedId(filter: string): string {
  const found = /^\s*(?:urn:ietf:params:scim:schemas:core:2\.0:Group:)?(?:displayName|id)\s+eq\s+"([^"\\]{1,200})"\s*$/i.exec(filter);
  if (!found?.[1]) throw problem('scim-filter-refused', { detailTh: 'กลุ่มกรองได้ด้วย displayName eq "…" หรือ id eq "…"', detailEn: 'groups are filtered by displayName eq "…" or id eq "…"' });
  return found[1];
}

const names = (list: string): string[] => list.split(',').map((name) => name.trim().toLowerCase());

function wantsMembers({ attributes, excludedAttributes }: AskedGroups): boolean {
  if (attributes !== undefined) return names(attributes).some((name) => name === 'members' || name.startsWith('members.'));
  return excludedAttributes === undefined || !names(excludedAttributes).includes('members');
}

/** The kind of resource (RFC 7643 §6). */
export const groupType = (publicUrl: string) => ({
  schemas: [RESOURCE_TYPE], id: 'Group', name: 'Group', endpoint: '/Groups', description: 'บทบาทที่ให้ไว้ที่นี่ อ่านอย่างเดียว · Roles given here, to be read only', schema: GROUP, meta: { resourceType: 'ResourceType', location: `${publicUrl}/scim/v2/ResourceTypes/Group` },
});

const attribute = (name: string, description: string, more: object = {}) => ({ name, type: 'string', multiValued: false, required: false, caseExact: true, description, mutability: 'readOnly', returned: 'default', uniqueness: 'none', ...more });

/** Its schema (RFC 7643 §7): every attribute is read only. */
export const groupSchemaDocument = (publicUrl: string) => ({
  schemas: [SCHEMA], id: GROUP, name: 'Group', description: 'บทบาทที่ให้ไว้ที่นี่ · Role given here',
  attributes: [
    attribute('displayName', 'บทบาท@หน่วยงาน · Role@agency.'),
    attribute('members', 'ผู้ถือบทบาทที่ไดเรกทอรีนี้นำเข้ามา · Holders that this directory brought.', {
      type: 'complex', multiValued: true, subAttributes: [attribute('value', 'รหัสบัญชี · Id of the account.'), attribute('$ref', 'ที่อยู่ · Address.', { type: 'reference', referenceTypes: ['User'] }), attribute('type', 'User'), attribute('display', 'ชื่อที่แสดง · Name on pages.')],
    }),
  ],
  meta: { resourceType: 'Schema', location: `${publicUrl}/scim/v2/Schemas/${GROUP}` },
});
