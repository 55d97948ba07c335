import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import type { Agency } from '#modules/organisations/index.ts';
import { findRecordedPurposes, momentOf } from '#modules/privacy/index.ts';
import { sharingProblem } from '../errors.ts';
import { findAgreement } from '../operations/open-agreement.ts';
import type { AgreementPage, EventWord, Side, Terms, VersionPage } from '../schemas.ts';
import { compareTerms } from '../terms/compare-terms.ts';
import { listEventsAt, listSignaturesAt, listTermsAt, type ListAgreementsAtRow, type ListSignaturesAtRow, type ListTermsAtRow } from './agreements.sql.gen.ts';
import { mayOf, nothing, seesReview, viewLine } from './lines.ts';
import { lookAt } from './list-agreements.ts';

/** One agreement with its versions and story, as of a day. @throws `sharing.agreement-not-found` also to those who may not see it, `privacy.day-refused`. */
export async function getAgreement(tx: Tx, who: Principal, number: string, asOf: string | null, now: Date): Promise<AgreementPage> {
  const moment = momentOf(asOf, now);
  const row = await findAgreement(tx, who, number, moment.at);
  if (!row) throw sharingProblem('agreement-not-found', { number });
  const looked = await lookAt(tx, who, moment);
  const { agencies, powers } = looked;
  const hidden = row.in_review !== null && !seesReview(row, who) ? row.in_review : null;
  const at = { agreement_id: row.id, at: moment.at };
  const terms = (await listTermsAt(tx, at)).filter(({ version }) => version !== hidden);
  const signatures = await listSignaturesAt(tx, at);
  const events = (await listEventsAt(tx, at)).filter(({ version }) => version !== hidden);
  return {
    ...viewLine(row, looked, who), asOf: moment.day, recordedAt: moment.at, versions: terms.map((each) => viewVersion(each, terms, signatures)),
    events: events.map((each) => ({ number: each.number, version: each.version, what: each.what as EventWord, side: each.side, agency: agencyOf(agencies, each.agency_id), by: each.actor, at: each.recorded_at, message: each.message })),
    may: moment.over ? nothing : mayOf(row, who, powers), recordsMissing: await missingRecords(tx, row, terms[0]), address: `/x/${row.slug}`,
  };
}

const agencyOf = (agencies: ReadonlyMap<string, Agency>, id: string | null): Agency | null => (id === null ? null : agencies.get(id) ?? null);

/** A version beside the one before it that was in force. */
function viewVersion(row: ListTermsAtRow, all: readonly ListTermsAtRow[], signatures: readonly ListSignaturesAtRow[]): VersionPage {
  const before = all.find(({ version, state }) => version < row.version && ['active', 'replaced', 'suspended', 'ended'].includes(state));
  return {
    version: row.version, state: row.state, terms: row.terms as Terms, text: row.text, sha256: row.sha256, changes: before ? compareTerms(before.terms as Terms, row.terms as Terms) : null,
    signatures: signatures.filter(({ version }) => version === row.version).map((each) => ({
      side: each.side as Side, name: each.name, postTh: each.post_th, postEn: each.post_en, at: each.signed_at, sha256: each.sha256, aal: each.aal, phishingResistant: each.phishing_resistant, ial: each.ial, byOffer: each.offer_id !== null, kid: each.kid,
    })),
  };
}

/** Purposes of the newest version that no record of a party names, now. */
async function missingRecords(tx: Tx, row: ListAgreementsAtRow, newest: ListTermsAtRow | undefined): Promise<AgreementPage['recordsMissing']> {
  const terms = newest?.terms as Terms | undefined;
  if (!terms?.personal) return { consumer: [], provider: [] };
  const codes = terms.purposes.map(({ code }) => code);
  const missing = async (agencyId: string) => { const found = await findRecordedPurposes(tx, agencyId, codes); return codes.filter((code) => !found.has(code)); };
  return { consumer: await missing(row.consumer_agency_id), provider: await missing(row.provider_agency_id) };
}
