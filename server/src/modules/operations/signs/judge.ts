import type { Facts, Operations, Sign } from '../schemas.ts';
import { signsOfBackups } from './backup-signs.ts';
import { signsOfEdges } from './edge-signs.ts';
import { levelOfDisk, signsOfHouse } from './house-signs.ts';
import { signsOfLedger } from './ledger-signs.ts';
import { signsOfRuns } from './run-signs.ts';

/** What the facts mean: signs a person should act on first, then those worth knowing. The page, `saphan doctor` and the metrics all judge by this. */
export function judge(seen: Facts): Operations {
  const { since: _, lastBeatAt: __, ledger: ___, ...facts } = seen;
  const all: Sign[] = [...signsOfHouse(seen), ...signsOfRuns(seen), ...signsOfBackups(seen), ...signsOfLedger(seen), ...signsOfEdges(seen)];
  const signs = [...all.filter(({ level }) => level === 'act'), ...all.filter(({ level }) => level === 'watch')];
  return { ...facts, disk: { ...facts.disk, level: levelOfDisk(facts.disk) }, level: signs[0]?.level ?? 'fine', signs };
}
