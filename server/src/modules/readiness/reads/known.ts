import { formatThaiDate } from '@saphan/contracts/dates';
import { formatNumber } from '@saphan/contracts/numbers';
import type { Known } from '../schemas.ts';
import type { ListKnownRow } from './campaign.sql.gen.ts';

type KnownAnswers = Record<string, Known>;

const SOURCES: Record<string, readonly string[]> = {
  database: ['postgres', 'mysql', 'mssql', 'oracle', 'mongodb'], service: ['rest', 'http', 'ckan'], 'map-service': ['wfs', 'ogc-features'], files: ['folder', 'sftp', 'ftps', 's3', 'imap', 'upload'],
};
const FORMATS: Record<string, string> = { csv: 'csv', fixed: 'other-format', xlsx: 'sheet', xls: 'sheet', ods: 'sheet', json: 'json', ndjson: 'json', xml: 'xml', dbf: 'map-layer', parquet: 'other-format' };
/** Hours of a freshness promise, and the frequency it stands for. */
const PROMISES: readonly [number, string][] = [[6, 'continuous'], [36, 'daily'], [24 * 10, 'weekly'], [24 * 45, 'monthly'], [24 * 120, 'quarterly'], [24 * 400, 'yearly']];

/** What the house knows of a dataset, as answers with where each comes from: nothing is guessed that no release, contract, source or plan says. */
export function knownOf(row: ListKnownRow): KnownAnswers {
  return { ours: from('yes', 'บัญชีข้อมูลระบุว่าเป็นของหน่วยงานนี้', 'The catalogue names this agency'), ...ofRelease(row), ...ofContract(row), ...ofSource(row), ...ofPlan(row) };
}

const from = (value: string, fromTh: string, fromEn: string): Known => ({ value, fromTh, fromEn });

function ofRelease({ release_number, released_at, row_count }: ListKnownRow): KnownAnswers {
  if (release_number === null || released_at === null) return {};
  const th = `รุ่นที่ ${release_number} ที่เชื่อมแล้วเมื่อ ${formatThaiDate(released_at, { lang: 'th' })}`;
  const en = `Release ${release_number}, linked on ${formatThaiDate(released_at, { lang: 'en' })}`;
  return { readiness: from('ready', th, en), ...(row_count !== null && { rows: from(String(row_count), `${th} มี ${formatNumber(row_count)} แถว`, `${en}: ${formatNumber(row_count)} rows`) }) };
}

function ofContract({ contract_version, format, personal_columns, sensitive_columns }: ListKnownRow): KnownAnswers {
  if (contract_version === null) return {};
  const th = `สัญญาข้อมูลฉบับที่ ${contract_version}`;
  const en = `Contract, version ${contract_version}`;
  const kept = FORMATS[format ?? ''];
  const personal = (sensitive_columns ?? 0) > 0 ? 'sensitive' : (personal_columns ?? 0) > 0 ? 'personal' : 'none';
  return {
    ...(kept !== undefined && { format: from(kept, th, en) }),
    personal: from(personal, `${th} มีคอลัมน์ข้อมูลส่วนบุคคล ${personal_columns ?? 0} คอลัมน์`, `${en}: ${personal_columns ?? 0} columns of personal data`),
  };
}

function ofSource({ source_kind }: ListKnownRow): KnownAnswers {
  if (source_kind === null) return {};
  const code = Object.entries(SOURCES).find(([, kinds]) => kinds.includes(source_kind))?.[0] ?? 'other-source';
  return { source: from(code, `ต้นทางที่ตั้งไว้เป็นชนิด ${source_kind}`, `The source that is set up is of kind ${source_kind}`) };
}

function ofPlan({ promise_hours, due_on, release_number }: ListKnownRow): KnownAnswers {
  const code = promise_hours === null ? undefined : PROMISES.find(([hours]) => promise_hours <= hours)?.[1];
  return {
    ...(code !== undefined && { frequency: from(code, `สัญญาความสดของข้อมูล ${promise_hours} ชั่วโมง`, `Promised to be fresh within ${promise_hours} hours`) }),
    ...(due_on !== null && release_number === null && { 'linkable-on': from(due_on, `กำหนดในแผน ${formatThaiDate(due_on, { lang: 'th' })}`, `Due in the plan on ${formatThaiDate(due_on, { lang: 'en' })}`) }),
  };
}
