import { roles, type Role } from '#kernel/policy.ts';
import type { AccountFacts } from './facts.ts';

/** As what a person may act today, and what that gives. */
export interface Persona {
  /** `''` for roles of the whole ministry, `agency:rid`, `appointment:12`, `delegation:3`, `citizen` or `representation:4`. */
  id: string;
  kind: 'ministry' | 'agency' | 'appointment' | 'delegation' | 'citizen' | 'representation';
  th: string;
  en: string;
  roles: Role[];
  agencies: string[];
  powers: string[];
  unitId: number | null;
  postId: number | null;
}

const PREFIX = {
  holder: { th: '', en: '' }, acting: { th: 'รักษาราชการแทน', en: 'acting ' }, 'on-behalf': { th: 'ปฏิบัติราชการแทน', en: 'on behalf of ' }, delegate: { th: 'ผู้รับมอบอำนาจจาก', en: 'delegate of ' },
};

/** Every persona of an account. Roles of different agencies never meet in one of them: who is steward here and reader there is one of both at a time. */
export function personasOf(facts: AccountFacts): Persona[] {
  return [...ministry(facts), ...facts.mandates.map((each) => ofMandate(facts, each)), ...ofAgencies(facts), ...citizens(facts)];
}

/** The persona that a new session begins with: the only one of an officer, else none until one is chosen; ministry-wide roles come first. */
export function firstPersona(facts: AccountFacts): string {
  const official = personasOf(facts).filter(({ kind }) => kind !== 'citizen' && kind !== 'representation');
  if (official.some(({ kind }) => kind === 'ministry')) return '';
  return official.length === 1 ? official[0]?.id ?? '' : official.length === 0 && facts.kind === 'person' ? 'citizen' : '';
}

const known = (names: readonly string[]): Role[] => roles.filter((role) => names.includes(role));
const nowhere = { powers: [], unitId: null, postId: null };

function ministry({ grants }: AccountFacts): Persona[] {
  const held = known(grants.filter(({ agencyId }) => agencyId === null).map(({ role }) => role));
  return held.length === 0 ? [] : [{ ...nowhere, id: '', kind: 'ministry', th: 'ระดับกระทรวง', en: 'for the whole ministry', roles: held, agencies: ['*'] }];
}

function ofMandate({ agencyNames, grants }: AccountFacts, each: AccountFacts['mandates'][number]): Persona {
  const agency = agencyNames[each.agencyId] ?? { th: each.agencyId, en: each.agencyId };
  const direct = grants.filter(({ agencyId }) => agencyId === each.agencyId).map(({ role }) => role);
  // A delegation gives single powers, never the roles of the post.
  const held = each.source === 'delegation' ? known(['citizen']) : known([...each.roles, ...direct]);
  return {
    id: `${each.source}:${each.id}`, kind: each.source, th: `${PREFIX[each.kind].th}${each.titleTh} · ${agency.th}`, en: `${PREFIX[each.kind].en}${each.titleEn} · ${agency.en}`,
    roles: held, agencies: [each.agencyId], powers: each.powers, unitId: each.unitId, postId: each.postId,
  };
}

/** Roles given directly for an agency in which the person has no post. */
function ofAgencies({ grants, mandates, agencyNames }: AccountFacts): Persona[] {
  const seated = new Set(mandates.filter(({ source }) => source === 'appointment').map(({ agencyId }) => agencyId));
  const ids = [...new Set(grants.flatMap(({ agencyId }) => agencyId !== null && !seated.has(agencyId) ? [agencyId] : []))];
  return ids.map((id) => ({
    ...nowhere, id: `agency:${id}`, kind: 'agency', th: agencyNames[id]?.th ?? id, en: agencyNames[id]?.en ?? id, roles: known(grants.filter(({ agencyId }) => agencyId === id).map(({ role }) => role)), agencies: [id],
  }));
}

function citizens({ kind, representations }: AccountFacts): Persona[] {
  if (kind !== 'person') return [];
  const roleOf = { ...nowhere, roles: known(['citizen']), agencies: [] };
  return [
    { ...roleOf, id: 'citizen', kind: 'citizen', th: 'ประชาชน', en: 'citizen' },
    ...representations.map(({ id, nameTh }): Persona => ({ ...roleOf, id: `representation:${id}`, kind: 'representation', th: `ผู้แทน ${nameTh}`, en: `representative of ${nameTh}` })),
  ];
}
