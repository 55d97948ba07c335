import { httpEndOfDay } from '@saphan/contracts/dates';
import { exchangeProblem } from '../errors.ts';
import type { TrustedService, TrustSnapshot } from '../trust/snapshot.ts';
import { dayOf } from './limits.ts';

/** What is known of a service that goes away, or went. */
export interface Farewell { readonly slug: string; readonly sunsetOn: string | null; readonly deprecatedMs: number | null; readonly successor: string | null }

/**
 * Headers by which programs notice: since when (RFC 9745), until when (RFC 8594), and what takes its place (RFC 5829); none while nothing is announced.
 * @param origin the public address of the house.
 */
export function farewellHeaders({ sunsetOn, deprecatedMs, successor }: Omit<Farewell, 'slug'>, origin: string, link?: string): Record<string, string> {
  const next = successor === null ? undefined : `<${origin}/x/${successor}>; rel="successor-version"`;
  return {
    ...(deprecatedMs !== null && { deprecation: `@${Math.floor(deprecatedMs / 1000)}` }), ...(sunsetOn !== null && { sunset: httpEndOfDay(sunsetOn) }),
    ...(next && { link: link === undefined ? next : `${link}, ${next}` }),
  };
}

/** Whether a service went: it is retired, or its last day is over and nobody said so yet. @throws `exchange.service-retired` naming its successor. */
export function assertNotRetired(trust: TrustSnapshot, slug: string, service: TrustedService | undefined, nowMs: number, origin: string): void {
  const gone: Farewell | undefined = service ? (service.sunsetOn !== null && service.sunsetOn < dayOf(nowMs) ? service : undefined) : trust.retired.get(slug);
  if (!gone) return;
  const address = gone.successor === null ? null : `${origin}/x/${gone.successor}`;
  throw exchangeProblem('service-retired', {
    service: slug, sunsetOn: gone.sunsetOn, successor: gone.successor, successorAddress: address, headers: farewellHeaders(gone, origin),
    ...(address && { detailTh: `ใช้บริการ ${gone.successor} ที่ ${address} แทน`, detailEn: `Use ${gone.successor} at ${address} instead.` }),
  });
}
