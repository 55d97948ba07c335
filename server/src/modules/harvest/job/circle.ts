import { problem } from '../errors.ts';
import { webAddress } from '../readers/plain-text.ts';
import { isObject } from '../readers/values.ts';
import type { SourceClient } from './ask-source.ts';
import { ckanSite, ckanStatus } from './list-source.ts';
import type { Session } from './session.ts';

/**
 * Refuses a source that is this house: by the address that it says it has, or, since a house may have several, by the id of its installation.
 * @throws `harvest.circular`.
 */
export async function refuseCircle({ source, client, ports }: Pick<Session, 'source' | 'client' | 'ports'>): Promise<void> {
  const status = source.kind === 'ckan' ? await ckanStatus(source.url, client) : null;
  const site = status?.siteUrl ?? source.url;
  if (originOf(site) === new URL(ports.publicUrl).origin) throw problem('circular', { detailTh: site, detailEn: site });
  // A CKAN says itself whether it is a Saphan; others are asked once.
  const installation = source.kind === 'ckan' && !status?.isSaphan ? null : await installationOf(source.url, client);
  if (installation === null || installation !== await ports.instanceId()) return;
  throw problem('circular', { detailTh: `${source.url} คือระบบติดตั้งเดียวกัน (${installation})`, detailEn: `${source.url} is the same installation (${installation}).` });
}

/** Where pages of a source's datasets are: a CKAN says so itself, else it is where it was asked. Null for other kinds, whose records carry addresses. */
export async function siteOf({ kind, url }: { kind: string; url: string }, client: SourceClient): Promise<string | null> {
  if (kind !== 'ckan') return null;
  return webAddress((await ckanStatus(url, client))?.siteUrl) ?? ckanSite(url);
}

async function installationOf(url: string, client: SourceClient): Promise<string | null> {
  const answer = await client.json(`${new URL(url).origin}/api/v1/system`).catch(() => null);
  return isObject(answer) && typeof answer['instanceId'] === 'string' ? answer['instanceId'] : null;
}

const originOf = (address: string): string => (URL.canParse(address) ? new URL(address).origin : '');
