import { formatNumber } from '@saphan/contracts/numbers';
import { releaseFiles } from '#modules/lake/index.ts';
import type { Engine } from '#modules/lake/index.ts';
import { findCodeListRelease } from '../reads/code-lists.ts';
import type { LinkagePorts } from '../linkage-ports.ts';
import type { RunSession } from '../runs/run-session.ts';
import { applyKeyRules } from './keys.ts';
import { quarantineBadRows, summariseRejects } from './quarantine.ts';
import { applyCodeLists, applyRowRules, loadCodes, type RuleFinding } from './rules.ts';
import type { Sieved } from './sieve-into-stage.ts';
import type { Work } from './work.ts';

export interface Checked extends Sieved { findings: RuleFinding[] }

const count = formatNumber;

/** Applies the set-based rules to the staged rows and moves what breaks them into the quarantine. */
export async function checkRows(session: RunSession, ports: LinkagePorts, work: Work, sieved: Sieved, engine: Engine): Promise<Checked> {
  session.begin('check');
  await loadCodeLists(ports, work, engine);
  const findings = await applyRowRules(engine, work.contract);
  await applyCodeLists(engine, work.contract);
  await applyKeyRules(engine, work.contract);
  const moved = sieved.rawPlaces
    ? await ports.objects.withLocal(sieved.raw.object_key, (path) => quarantineBadRows(engine, work.contract, path))
    : await quarantineBadRows(engine, work.contract, null);
  session.progress.rowsOk -= moved;
  session.progress.rowsBad += moved;
  const { summary } = await summariseRejects(engine);
  session.rejects = summary;
  session.finish('check', `ผ่าน ${count(session.progress.rowsOk)} แถว`, `${count(session.progress.rowsOk)} rows pass`);
  return { ...sieved, findings };
}

async function loadCodeLists(ports: LinkagePorts, work: Work, engine: Engine): Promise<void> {
  for (const column of work.contract.columns) {
    if (!column.codeList || !('dataset' in column.codeList)) continue;
    const { dataset, column: codeColumn } = column.codeList;
    const release = await ports.db.read((tx) => findCodeListRelease(tx, dataset));
    await releaseFiles(ports.objects, release, (files) => loadCodes(engine, column, files, codeColumn));
  }
}
