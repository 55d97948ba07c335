import { addDays } from '@saphan/contracts/dates';
import type { RoutesHouse } from '#modules/privacy/testing/privacy-house.ts';
import { askedTerms } from './sharing-house.ts';

const walks = [
  ['drafted', 'draft'], ['changed', null], ['requested', 'requested'], ['taken-up', 'owner-review'], ['sent-back', 'draft'], ['owner-approved', 'dpo-review'], ['dpo-approved', 'signing'], ['signed', null], ['activated', 'active'], ['noted', null],
  ['suspended', 'suspended'], ['resumed', 'active'], ['ended', 'ended'], ['replaced', 'replaced'], ['refused', 'refused'], ['withdrawn', 'withdrawn'],
] as const;
const FIRST = Date.parse('2025-01-10T02:00:00Z');
const HOUR = 3_600_000;

/** Agreements whose events follow no rule at all, up to clocks that went back; the same for the same seed. @returns moments within their time. */
export async function fillRandomHistories({ query }: RoutesHouse, { seed, agreements }: { seed: number; agreements: number }): Promise<string[]> {
  let state = seed;
  const below = (most: number) => { state = (state * 1_103_515_245 + 12_345) % 2_147_483_648; return Math.floor((state / 2_147_483_648) * most); };
  const [{ system, service }] = await query(`select (select min(id) from registry.system) as system, (select min(id) from registry.data_service) as service`);
  const numbers = Array.from({ length: agreements }, (_, n) => `SA-2568-${String(5000 + n)}`);
  const made = await query(`insert into sharing.agreement (number, consumer_agency_id, provider_agency_id, consumer_system_id, service_id, created_at) select n, 'doae', 'rid', $2, $3, '2025-01-01' from unnest($1::text[]) n returning id`, [numbers, system, service]);
  const events: object[] = [], terms: object[] = [];
  for (const { id } of made) {
    let at = FIRST + below(2000) * HOUR, version = 1;
    for (let number = 1, most = 1 + below(16); number <= most; number += 1) {
      const [what, to] = walks[number === 1 ? 0 : below(walks.length)] as (typeof walks)[number];
      if (what === 'drafted' && number > 1) version += 1;
      const of = what === 'drafted' ? version : 1 + below(version);
      events.push({ agreement_id: id, number, version: of, what, state: to, recorded_at: new Date(at).toISOString() });
      if (what === 'drafted') terms.push({ agreement_id: id, number, version: of, terms: { ...askedTerms, validFrom: addDays('2025-01-01', below(300)), validTo: addDays('2025-06-01', below(300)) } });
      at += (below(400) - 20) * HOUR;
    }
  }
  await query(`insert into sharing.event (agreement_id, number, version, what, state, actor, message, facts, recorded_at)
    select x.agreement_id, x.number, x.version, x.what, x.state, 'test', 'x', '{}', x.recorded_at from jsonb_to_recordset($1::jsonb) as x (agreement_id bigint, number int, version int, what text, state text, recorded_at timestamptz)`, [JSON.stringify(events)]);
  await query(`insert into sharing.terms (agreement_id, number, version, terms, text, sha256)
    select x.agreement_id, x.number, x.version, x.terms, 'x', encode(sha256('x'), 'hex') from jsonb_to_recordset($1::jsonb) as x (agreement_id bigint, number int, version int, terms jsonb)`, [JSON.stringify(terms)]);
  return Array.from({ length: 12 }, () => new Date(FIRST + below(6000) * HOUR).toISOString());
}
