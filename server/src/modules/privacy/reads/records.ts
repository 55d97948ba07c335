import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { listAgencies, listLivingAgencies, type Agency } from '#modules/organisations/index.ts';
import { momentOf } from '../days.ts';
import { listLegalBases } from '../definition/legal-bases.ts';
import { privacyProblem } from '../errors.ts';
import { keepsRecords } from '../operations/keep-record.ts';
import type { ListQuery, OfficerList, PrivacyWords, RecordContent, RecordLine, RecordList, RecordPage } from '../schemas.ts';
import { listNamedDatasets, listOfficers, listPosts, listRecordsAt, listVersionsAt, type ListRecordsAtRow } from './records.sql.gen.ts';

const PAGE = 200;

/** Records of processing as of a day. @throws `privacy.day-refused`. */
export async function listProcessingRecords(tx: Tx, { asOf, agency, state, purpose, offset = 0 }: ListQuery, now: Date): Promise<RecordList> {
  const moment = momentOf(asOf ?? null, now);
  const agencies = await agenciesById(tx);
  const rows = await listRecordsAt(tx, { at: moment.at, id: null, agency: agency ?? null, state: state ?? null, purpose: purpose ?? null });
  return { items: rows.slice(offset, offset + PAGE).map((row) => viewLine(row, agencies)), total: rows.length, asOf: moment.day };
}

/** One record with all its versions, as of a day. @throws `privacy.record-not-found`, `privacy.day-refused`. */
export async function getProcessingRecord(tx: Tx, who: Principal, id: number, asOf: string | null, now: Date): Promise<RecordPage> {
  const moment = momentOf(asOf, now);
  const [row] = await listRecordsAt(tx, { at: moment.at, id, agency: null, state: null, purpose: null });
  if (!row) throw privacyProblem('record-not-found', { id });
  const versions = await listVersionsAt(tx, { record_id: id, at: moment.at });
  return {
    ...viewLine(row, await agenciesById(tx)), content: row.content as RecordContent, asOf: moment.day, serviceIds: row.service_ids,
    datasets: (await listNamedDatasets(tx, { ids: row.dataset_ids })).map(({ slug, title_th, title_en }) => ({ slug, titleTh: title_th, titleEn: title_en })),
    mayChange: !moment.over && row.state === 'current' && await keepsRecords(tx, who, row.agency_id),
    versions: versions.map((each) => ({ version: each.version, state: each.state as RecordPage['state'], reason: each.reason, by: each.actor, at: each.recorded_at, content: each.content as RecordContent })),
  };
}

/** What the form offers. */
export async function getPrivacyWords(tx: Tx, who: Principal): Promise<PrivacyWords> {
  const own = (await listLivingAgencies(tx)).filter(({ id }) => who.agencies.includes(id));
  const kept: Agency[] = [];
  for (const agency of own) if (await keepsRecords(tx, who, agency.id)) kept.push(agency);
  return { legalBases: listLegalBases().filter(({ personal, needsSection }) => personal || needsSection), agencies: kept };
}

/** Every agency with the post of its data protection officer. */
export async function listProtectionOfficers(tx: Tx, who: Principal): Promise<OfficerList> {
  const named = new Map((await listOfficers(tx, {})).map((row) => [row.agency_id, row]));
  const items = (await listLivingAgencies(tx)).map((agency) => {
    const row = named.get(agency.id);
    return { agency, postId: row?.post_id ?? null, titleTh: row?.title_th ?? null, titleEn: row?.title_en ?? null, holders: row?.holders ?? [] };
  });
  const names = who.roles.some((role) => role === 'operator' || role === 'agency-admin');
  const posts = names ? await listPosts(tx, { agencies: who.agencies.includes('*') ? null : [...who.agencies] }) : [];
  return { items, posts: posts.map((each) => ({ id: each.id, agencyId: each.agency_id, titleTh: each.title_th, titleEn: each.title_en })) };
}

const agenciesById = async (tx: Tx): Promise<Map<string, Agency>> => new Map((await listAgencies(tx)).map((agency) => [agency.id, agency]));

function viewLine(row: ListRecordsAtRow, agencies: ReadonlyMap<string, Agency>): RecordLine {
  const { data } = row.content as RecordContent;
  return {
    id: row.id, agency: agencies.get(row.agency_id) as Agency, version: row.version, state: row.state as RecordLine['state'], titleTh: row.title_th, titleEn: row.title_en, purposes: row.purposes,
    data: data.length, sensitive: data.some(({ sensitive }) => sensitive), changedAt: row.recorded_at, changedBy: row.actor,
  };
}
