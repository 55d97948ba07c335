import type { Tx } from '#kernel/db.ts';
import { roles, type Role } from '#kernel/policy.ts';
import { findAccountFacts as selectAccountFacts } from './facts.sql.gen.ts';

interface Grant { role: Role; agencyId: string | null }
interface MandateFact {
  source: 'appointment' | 'delegation'; id: number; agencyId: string; unitId: number; postId: number; kind: 'holder' | 'acting' | 'on-behalf' | 'delegate';
  titleTh: string; titleEn: string; roles: string[]; powers: string[];
}

/** Who an account is today, read anew at each request. */
export interface AccountFacts {
  id: string;
  kind: 'person' | 'service';
  personId: string | null;
  userName: string | null;
  displayName: string;
  state: string;
  demo: boolean;
  ial: number;
  ownerAgencyId: string | null;
  grants: Grant[];
  mandates: MandateFact[];
  representations: { id: number; nameTh: string }[];
  agencyNames: Record<string, { th: string; en: string }>;
  methods: Method[];
  bestAal: 1 | 2;
}

/** A way to prove an account. */
export type Method = 'password' | 'totp' | 'passkey' | 'recovery';

const isRole = (name: string): name is Role => roles.some((role) => role === name);

/** Reads who an account is, whatever its state; null when there is none. */
export async function findAccountFacts(tx: Tx, accountId: string): Promise<AccountFacts | null> {
  const row = await selectAccountFacts(tx, { account_id: accountId });
  if (!row) return null;
  const methods = ([['password', row.has_password], ['totp', row.has_totp], ['passkey', row.has_passkey], ['recovery', row.has_recovery]] as const).flatMap(([name, has]) => has ? [name] : []);
  return {
    id: row.id, kind: row.kind as AccountFacts['kind'], personId: row.person_id, userName: row.user_name, displayName: row.display_name, state: row.state, demo: row.demo, ial: row.ial,
    ownerAgencyId: row.owner_agency_id, grants: (row.grants as Grant[]).filter(({ role }) => isRole(role)), mandates: row.mandates, representations: row.representations, agencyNames: row.agency_names,
    methods, bestAal: row.has_totp || row.has_passkey ? 2 : 1,
  };
}
