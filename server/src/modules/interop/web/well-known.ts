import type { Addresses } from '../addresses.ts';

const link = (href: string, type: string) => ({ href, type });

/**
 * What programs can talk to here, as a linkset (RFC 9727 `/.well-known/api-catalog`, RFC 9264): each API with its description and its
 * documentation.
 */
export function apiCatalogOf(at: Addresses): object {
  return {
    linkset: [
      { anchor: `${at.base}/.well-known/api-catalog`, item: [`${at.base}/api/v1`, at.ogc(), at.catalogue, `${at.base}/api/3/action`].map((href) => ({ href })) },
      { anchor: `${at.base}/api/v1`, 'service-desc': [link(`${at.base}/api/openapi.json`, 'application/vnd.oai.openapi+json')] },
      { anchor: at.ogc(), 'service-desc': [link(at.ogc('/api'), 'application/vnd.oai.openapi+json')], 'service-meta': [link(at.ogc('/conformance'), 'application/json')] },
      { anchor: at.catalogue, describedby: [link(`${at.catalogue}.ttl`, 'text/turtle'), link(`${at.catalogue}.jsonld`, 'application/ld+json'), link(`${at.catalogue}.rdf`, 'application/rdf+xml')] },
    ],
  };
}
