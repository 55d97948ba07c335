import type { NewEvent } from '../feed/tell.ts';
import type { FindAgreementFactsRow } from './facts.sql.gen.ts';

/** What becomes of an agreement, for its two parties. */
export function agreementEvent(found: FindAgreementFactsRow, type: NewEvent['type'], { why, at, version }: { why: string; at: string; version: number }): NewEvent {
  const { number, consumer_id: consumer, consumer_path: system, provider_id: provider, service, valid_from: validFrom, valid_to: validTo } = found;
  return { type, subject: `agreements/${number}`, at, data: { agreement: number, version, why, service, consumer, system, provider, validFrom, validTo }, agencies: [consumer, provider], key: `${type}:${number}:${version}:${why === 'expired' ? why : at}` };
}
