import type { Tx } from '#kernel/db.ts';
import type { Contract } from '@saphan/contracts/contract';
import { assertAgencyExists, findDataset, type Dataset } from '#modules/catalog/index.ts';
import { readRequestDefinition } from '../definition/read-definition.ts';
import { requestProblem } from '../errors.ts';
import type { NewRequest, RequestColumn } from '../schemas.ts';
import { assertDay, place } from './days.ts';
import { findContractColumns } from './write.sql.gen.ts';

/** What is asked for, checked against catalogue, contract and code lists; what is missing is missing still. */
export interface Form {
  readonly providerId: string | null;
  readonly datasetId: number | null;
  readonly datasetWords: string | null;
  readonly purpose: string;
  readonly legalBases: string[];
  readonly ownLaw: string | null;
  readonly columns: RequestColumn[];
  readonly fieldWords: string | null;
  readonly frequency: string | null;
  readonly wantedOn: string | null;
  readonly retention: string | null;
  readonly contact: string | null;
}

const trimmed = (text: string | null | undefined): string | null => text?.trim() || null;

/**
 * Reads what was sent as a form.
 *
 * @throws `requests.dataset-unknown`, `requests.dataset-retired`, `requests.own-dataset`, `requests.provider-mistaken`, `requests.column-unknown`, `requests.code-unknown`, the problems of days.
 */
export async function readForm(tx: Tx, asked: NewRequest): Promise<Form> {
  const dataset = asked.dataset ? await selectRequestable(tx, asked.dataset, asked.requesterId) : null;
  const providerId = await providerOf(tx, asked, dataset);
  const { legalBases, frequencies } = readRequestDefinition();
  const bases = [...new Set(asked.legalBases ?? [])];
  bases.forEach((code, at) => { if (!legalBases.some((each) => each.code === code)) throw unknownCode(`/legalBases/${at}`, code); });
  if (asked.frequency && !frequencies.some(({ code }) => code === asked.frequency)) throw unknownCode('/frequency', asked.frequency);
  if (asked.wantedOn) assertDay(asked.wantedOn, '/wantedOn');
  return {
    providerId, datasetId: dataset?.id ?? null, datasetWords: dataset ? null : trimmed(asked.datasetWords), purpose: asked.purpose?.trim() ?? '', legalBases: bases, ownLaw: trimmed(asked.ownLaw),
    columns: await pickColumns(tx, dataset, asked.columns ?? []), fieldWords: trimmed(asked.fieldWords), frequency: asked.frequency || null, wantedOn: asked.wantedOn || null,
    retention: trimmed(asked.retention), contact: trimmed(asked.contact),
  };
}

/** A dataset that another agency may ask for. */
export async function selectRequestable(tx: Tx, slug: string, requesterId: string | null): Promise<Dataset> {
  const dataset = await findDataset(tx, slug);
  if (!dataset) throw requestProblem('dataset-unknown', { errors: [place('/dataset', `ไม่พบ "${slug}"`, `There is no "${slug}"`)] });
  if (dataset.archivedAt !== null) throw requestProblem('dataset-retired', { errors: [place('/dataset', `“${dataset.titleTh}” เลิกใช้แล้ว`, `“${dataset.titleEn}” is retired`)] });
  if (dataset.agencyId === requesterId) throw requestProblem('own-dataset', { errors: [place('/dataset', `“${dataset.titleTh}” เป็นของหน่วยงานท่านเอง`, `“${dataset.titleEn}” is your agency's own`)] });
  return dataset;
}

async function providerOf(tx: Tx, { providerId, requesterId }: NewRequest, dataset: Dataset | null): Promise<string | null> {
  if (dataset) {
    if (providerId && providerId !== dataset.agencyId) throw requestProblem('provider-mistaken', { errors: [place('/providerId', `ชุดข้อมูลเป็นของ ${dataset.agencyId}`, `The dataset is of ${dataset.agencyId}`)] });
    return dataset.agencyId;
  }
  if (!providerId) return null;
  await assertAgencyExists(tx, providerId);
  if (providerId === requesterId) throw requestProblem('own-dataset', { errors: [place('/providerId', 'หน่วยงานขอจากตัวเองไม่ได้', 'An agency does not ask itself')] });
  return providerId;
}

async function pickColumns(tx: Tx, dataset: Dataset | null, names: readonly string[]): Promise<RequestColumn[]> {
  const offered = dataset ? await readContractColumns(tx, dataset.id) : [];
  return [...new Set(names)].map((name, at) => {
    const found = offered.find((each) => each.name === name);
    if (!found) throw requestProblem('column-unknown', { errors: [place(`/columns/${at}`, `ไม่มีคอลัมน์ "${name}"`, `There is no column "${name}"`)] });
    return found;
  });
}

/** Columns of the newest contract; none where there is no contract yet. */
export async function readContractColumns(tx: Tx, datasetId: number): Promise<RequestColumn[]> {
  const found = await findContractColumns(tx, { dataset_id: datasetId });
  return ((found?.columns ?? []) as Partial<Contract['columns'][number]>[]).map(({ name = '', titleTh, titleEn, personalData }) => ({ name, titleTh: titleTh ?? name, titleEn: titleEn ?? name, personal: personalData ?? null }));
}

const unknownCode = (pointer: string, code: string) => requestProblem('code-unknown', { errors: [place(pointer, `ไม่มี "${code}" ในรายการ`, `The list has no "${code}"`)] });
