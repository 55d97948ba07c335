import { hash } from 'node:crypto';
import type { Tx } from '#kernel/db.ts';
import { audit } from '#kernel/audit.ts';
import { announce } from '#kernel/outbox.ts';
import type { Actor } from '#kernel/policy.ts';
import { appendEntry } from '#modules/ledger/index.ts';
import type { Contract } from '@saphan/contracts/contract';
import { classifyChange, type ContractChange } from '@saphan/contracts/odcs/classify';
import { parseContract } from '@saphan/contracts/odcs/parse';
import { linkageProblem } from '../errors.ts';
import { insertContract, selectAndLockContracts } from './contract.sql.gen.ts';

export interface Agreed { id: number; version: number; change: string; changes: ContractChange[] }

/** Reads a contract or refuses it with every place that is wrong. Throws `linkage.contract-refused`. */
export function readContract(yaml: string, earlier: readonly Contract[] = []): Contract {
  const read = parseContract(yaml, earlier);
  if ('problems' in read) throw linkageProblem('contract-refused', { errors: read.problems.map(({ pointer, th, en, line }) => ({ pointer, th, en, line })) });
  return read.contract;
}

/**
 * Makes a contract document the dataset's next version, unless nothing changed.
 *
 * @param basedOn the version that was edited; `linkage.contract-moved` when it is no longer the newest.
 * @returns the version now in force and how it differs from the one before (`first`, `none`, `compatible`, `breaking`).
 */
export async function agreeContract(tx: Tx, actor: Actor, dataset: { id: number; slug: string }, yaml: string, note: string | null, basedOn?: number): Promise<Agreed> {
  const [before, ...older] = await selectAndLockContracts(tx, { dataset_id: dataset.id });
  if (basedOn !== undefined && basedOn !== (before?.version ?? 0)) throw linkageProblem('contract-moved', { version: before?.version ?? 0 });
  const contract = readContract(yaml, before ? [before, ...older].map((each) => each.body) : []);
  if (contract.dataset !== dataset.slug) throw linkageProblem('contract-refused', { errors: [{ pointer: '/id', th: `ข้อกำหนดนี้เป็นของชุดข้อมูล ${contract.dataset} ไม่ใช่ ${dataset.slug}`, en: `this contract is for the dataset ${contract.dataset}, not ${dataset.slug}` }] });
  const { change, changes } = before ? classifyChange(before.body, contract) : { change: 'first' as const, changes: [] };
  if (before && change === 'none') return { id: before.id, version: before.version, change, changes };
  const version = (before?.version ?? 0) + 1;
  const { id } = await insertContract(tx, {
    dataset_id: dataset.id, version, document: yaml, body: contract, change, changes, note, created_by: actor.name,
  });
  await audit(tx, actor, 'linkage.contract-agreed', `dataset:${dataset.id}`, { version, change });
  await appendEntry(tx, { kind: 'linkage.contract-agreed', subject: `dataset:${dataset.id}`, facts: { datasetId: dataset.id, version, change, sha256: hash('sha256', yaml) } });
  await announce(tx, 'linkage.contract-activated', {
    datasetId: dataset.id, version, at: new Date().toISOString(),
    promiseHours: contract.freshness.promiseHours, maxDataAgeDays: contract.freshness.maxDataAgeDays,
  });
  return { id, version, change, changes };
}
