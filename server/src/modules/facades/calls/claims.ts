import type { IncomingHttpHeaders } from 'node:http';
import type { Tx } from '#kernel/db.ts';
import { listAgreementsBetween } from '../x-road/x-road.sql.gen.ts';

/** Agreements are named by the house where a program does not know them; what is nowhere agreed is refused by the gateway under this name. */
const NONE = 'none';

interface Asked { consumer: string; slug: string; provider: string | null; caseRef?: string | undefined }

/** What a program of another exchange does not say: agreement, purpose and case. Where several are possible it has to say in `exchange-agreement` and `exchange-purpose`. */
export async function claimsOf(tx: Tx, headers: IncomingHttpHeaders, { consumer, slug, provider, caseRef }: Asked): Promise<Record<string, string>> {
  const agreements = await listAgreementsBetween(tx, { consumer, slug, provider });
  const named = headers['exchange-agreement'];
  const agreement = named === undefined ? agreements[0] : agreements.find(({ number }) => number === named);
  const [only, ...others] = agreement?.purposes ?? [];
  const purpose = headers['exchange-purpose'] ?? (others.length === 0 ? only : undefined);
  return {
    'exchange-client': consumer, 'exchange-agreement': agreement?.number ?? NONE,
    ...(typeof purpose === 'string' ? { 'exchange-purpose': purpose } : agreement ? {} : { 'exchange-purpose': NONE }), ...(caseRef && { 'exchange-case': caseRef }),
  };
}
