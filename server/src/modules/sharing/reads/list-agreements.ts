import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { agenciesAsOf, type Agency } from '#modules/organisations/index.ts';
import { momentOf, type Moment } from '#modules/privacy/index.ts';
import { isSeen } from '../operations/open-agreement.ts';
import { powersOf } from '../operations/powers.ts';
import { agreementStates, type AgreementLine, type AgreementList, type AgreementState, type ListQuery } from '../schemas.ts';
import { listAgencyNames, listAgreementsAt, type ListAgreementsAtRow } from './agreements.sql.gen.ts';
import { daysOffAround } from '../reminders/remind-steps.ts';
import { viewLine, type Looked, type NameOn } from './lines.ts';

const PAGE = 100;

/** What agreements are read with as of a moment: agencies by their names of that day. */
export async function lookAt(tx: Tx, who: Principal, { day, at, over }: Moment): Promise<Looked> {
  const agencies = new Map((await agenciesAsOf(tx, day, at)).map(({ agency }) => [agency.id, agency]));
  const names = Map.groupBy(await listAgencyNames(tx, {}), (row) => row.agency_id);
  const nameOn: NameOn = (id, on) => {
    const found = names.get(id)?.findLast(({ from_on }) => from_on === null || from_on <= on);
    return { ...agencies.get(id) as Agency, ...(found && { nameTh: found.name_th, nameEn: found.name_en, abbrTh: found.abbr_th, abbrEn: found.abbr_en }) };
  };
  return { agencies, nameOn, powers: await powersOf(tx, who), day, over, off: await daysOffAround(tx, day) };
}

/**
 * Agreements that somebody sees as of a day, what changed last first.
 *
 * @param asked filters; `counts` are of all states and `waiting` of all boxes, whatever is asked for.
 * @throws `privacy.day-refused`.
 */
export async function listSharingAgreements(tx: Tx, who: Principal, asked: ListQuery, now: Date): Promise<AgreementList> {
  const moment = momentOf(asked.asOf ?? null, now);
  const looked = await lookAt(tx, who, moment);
  const agencyIds = who.agencies.includes('*') ? null : [...who.agencies];
  const rows = (await listAgreementsAt(tx, { at: moment.at, number: null, agencies: agencyIds, service_id: null })).filter((row) => isSeen(row, who));
  const lines = rows.map((row) => ({ row, line: viewLine(row, looked, who) }));
  const boxed = lines.filter((each) => isAskedFor(each, asked, who));
  const counts = Object.fromEntries(agreementStates.map((state) => [state, 0])) as Record<AgreementState, number>;
  for (const { line } of boxed) counts[line.state] += 1;
  const found = boxed.filter(({ line }) => !asked.state || line.state === asked.state || line.review?.state === asked.state);
  const offset = asked.offset ?? 0;
  return { asOf: moment.day, items: found.slice(offset, offset + PAGE).map(({ line }) => line), total: found.length, counts, waiting: lines.filter(({ line }) => line.waitsForMe).length, late: lines.filter(({ line }) => isLate(line)).length };
}

const isLate = ({ waiting }: AgreementLine): boolean => waiting !== null && waiting.late > 0;

function isAskedFor({ row, line }: { row: ListAgreementsAtRow; line: AgreementLine }, { side, agency, service, system, dataset }: ListQuery, who: Principal): boolean {
  const inBox = !side || side === 'all' || (side === 'waiting' ? line.waitsForMe : side === 'late' ? isLate(line) : who.agencies.includes(row[`${side}_agency_id`]));
  return inBox && (!agency || row.consumer_agency_id === agency || row.provider_agency_id === agency) && (!service || row.slug === service) && (!system || row.system_path === system) && (!dataset || row.dataset_id === dataset);
}
