import type { Release } from '#modules/lake/index.ts';
import type { Within } from '../grant/within.ts';
import { hostingProblem } from '../errors.ts';
import { refuseParameter } from '../grammar/asked.ts';
import type { FindColumn } from '../grammar/tests-sql.ts';
import type { Offer } from '../offers/offer.ts';
import type { ServedColumn } from '../offers/served-column.ts';

/** Finds a column by its name, where the grant gives it. @throws `hosting.field-not-granted`, `hosting.parameter-refused`. */
export function finderOf(offer: Offer, within: Within): FindColumn {
  return (parameter, name) => {
    const column = within.columns.find((each) => each.name === name);
    if (column) return column;
    if (offer.columns.some((each) => each.name === name)) throw fieldNotGranted(parameter, name);
    throw refuseParameter(parameter, `ไม่มีคอลัมน์ ${name}`, `there is no column ${name}`);
  };
}

const fieldNotGranted = (parameter: string, name: string) => hostingProblem('field-not-granted', { field: name, detailTh: name, detailEn: name, errors: [{ pointer: `/query/${parameter}`, th: `ข้อตกลงไม่ให้คอลัมน์ ${name}`, en: `the agreement does not give ${name}` }] });

/** Granted columns that the release has, as it was offered; a column that is gone or has another type is not given. */
export function columnsIn(release: Release, columns: readonly ServedColumn[]): ServedColumn[] {
  return columns.filter(({ name, type, pseudonymised }) => release.columns.some((each) => each.name === name && each.companionOf === null && each.type === type && (each.shown === 'companion') === pseudonymised));
}

/** What an offer and a grant leave of a release. @throws `hosting.grant-unreadable` when the release lacks a column that the grant tells rows by, `hosting.field-not-granted` when nothing is left. */
export function withinRelease(release: Release, within: Within): Within {
  const here = columnsIn(release, within.columns);
  const missing = within.tests.find(({ column }) => columnsIn(release, [column]).length === 0);
  if (missing) throw hostingProblem('grant-unreadable', { detailTh: `รุ่น ${release.number} ไม่มีคอลัมน์ ${missing.column.name}`, detailEn: `release ${release.number} has no column ${missing.column.name}` });
  if (here.length === 0) throw hostingProblem('field-not-granted', { detailTh: 'ข้อตกลงไม่ให้คอลัมน์ใดของบริการนี้', detailEn: 'the agreement gives no column of this service' });
  return { columns: here, tests: within.tests };
}
