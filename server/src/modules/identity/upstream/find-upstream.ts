import type { Tx } from '#kernel/db.ts';
import { problem } from './errors.ts';
import type { LdapUpstream, ProviderUpstream, SamlUpstream, Upstream } from './settings.ts';
import { findUpstream, type FindUpstreamRow } from './upstream.sql.gen.ts';

const asUpstream = (row: FindUpstreamRow): Upstream => ({
  id: row.id, kind: row.kind, nameTh: row.name_th, nameEn: row.name_en, settings: row.config, sealed: row.secret, enabled: row.enabled, changedAt: row.changed_at,
} as Upstream);

/** An upstream whatever its state. @throws `identity.upstream-unknown`. */
export async function selectUpstream(tx: Tx, id: string): Promise<Upstream> {
  const row = await findUpstream(tx, { id });
  if (!row) throw problem('upstream-unknown');
  return asUpstream(row);
}

/** An identity provider that is switched on. @throws `identity.upstream-unknown`. */
export async function selectProvider(tx: Tx, id: string): Promise<ProviderUpstream> {
  const found = await selectUpstream(tx, id);
  if (!found.enabled || found.kind === 'ldap') throw problem('upstream-unknown');
  return found;
}

/** A SAML identity provider that is switched on. @throws `identity.upstream-unknown`. */
export async function selectSaml(tx: Tx, id: string): Promise<SamlUpstream> {
  const found = await selectProvider(tx, id);
  if (found.kind !== 'saml') throw problem('upstream-unknown');
  return found;
}

/** A directory that is switched on. @throws `identity.upstream-unknown`. */
export async function selectDirectory(tx: Tx, id: string): Promise<LdapUpstream> {
  const found = await selectUpstream(tx, id);
  if (!found.enabled || found.kind !== 'ldap') throw problem('upstream-unknown');
  return found;
}
