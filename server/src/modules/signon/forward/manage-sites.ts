import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { selectClient, type StoredMetadata } from '../clients/read.ts';
import type { SignonPorts } from '../ports.ts';
import { problem } from './errors.ts';
import { deleteForwardSite, listForwardSites as selectForwardSites, upsertForwardSite } from './forward.sql.gen.ts';
import { callbackOf } from './site.ts';

export interface ForwardSite { clientId: string; upstreamUrl: string; minAal: 1 | 2 | 3; enabled: boolean }

export async function listForwardSites(tx: Tx) {
  const rows = await selectForwardSites(tx, {});
  return rows.map((row) => ({ host: row.host, clientId: row.client_id, nameTh: row.name_th, nameEn: row.name_en, upstreamUrl: row.upstream_url, minAal: row.min_aal, enabled: row.enabled }));
}

/**
 * Puts a site behind the sign-on. Its client must have registered the address to which people come back.
 *
 * @throws `signon.forward-site-refused`, `signon.client-not-found`.
 */
export async function setForwardSite(tx: Tx, who: Principal, ports: SignonPorts, host: string, site: ForwardSite): Promise<void> {
  const client = await selectClient(tx, who, site.clientId);
  const callback = callbackOf({ origin: `${new URL(ports.publicUrl).protocol}//${host}` });
  if (!((client.metadata as StoredMetadata).redirect_uris ?? []).includes(callback)) throw problem('forward-site-refused', { detailTh: `บริการต้องจดที่อยู่กลับ ${callback}`, detailEn: `The service must register ${callback} as a return address.` });
  if (!URL.canParse(site.upstreamUrl)) throw problem('forward-site-refused', { detailTh: 'ที่อยู่ของเว็บไม่ถูกต้อง', detailEn: 'The address of the site is none.' });
  await upsertForwardSite(tx, { host, client_id: site.clientId, upstream_url: site.upstreamUrl, min_aal: site.minAal, enabled: site.enabled });
  await audit(tx, who, 'signon.forward-site-set', `forward-site:${host}`, { client: site.clientId, enabled: site.enabled });
}

export async function removeForwardSite(tx: Tx, who: Principal, host: string): Promise<void> {
  if (!await deleteForwardSite(tx, { host })) throw problem('forward-site-not-found');
  await audit(tx, who, 'signon.forward-site-removed', `forward-site:${host}`);
}
