import { addDays, todayInBangkok } from '@saphan/contracts/dates';
import { audit } from '#kernel/audit.ts';
import type { Tx } from '#kernel/db.ts';
import type { Actor } from '#kernel/policy.ts';
import { appendEntry } from '#modules/ledger/index.ts';
import { facadeProblem } from '../errors.ts';
import { facadeNames, type Facade, type FacadeName, type FacadeSetting } from '../schemas.ts';
import { insertSwitch, listSwitches } from './switches.sql.gen.ts';

const LONGEST_DAYS = 731;
const addresses: Record<FacadeName, string> = { 'x-road': '/r1', 'older-gateway': '/ws' };

/** Every way in for programs of other exchanges; closed where nobody opened it. */
export async function listFacades(tx: Tx): Promise<Facade[]> {
  const said = new Map((await listSwitches(tx, {})).map((row) => [row.name, row]));
  return facadeNames.map((name) => {
    const row = said.get(name);
    return { name, isOpen: row?.is_open ?? false, sunsetOn: row?.sunset_on ?? null, reason: row?.reason ?? null, changedBy: row?.actor ?? null, changedAt: row?.recorded_at ?? null, address: addresses[name] };
  });
}

/**
 * Opens or closes a way in. The one by shared secrets always has a last day.
 *
 * @throws `facades.sunset-needed`, `facades.day-refused`.
 */
export async function setFacade(tx: Tx, actor: Actor, name: FacadeName, { isOpen, sunsetOn = null, reason }: FacadeSetting, now: Date): Promise<void> {
  const today = todayInBangkok(now);
  if (isOpen && name === 'older-gateway' && sunsetOn === null) throw facadeProblem('sunset-needed', { pointer: '/sunsetOn' });
  if (isOpen && sunsetOn !== null && (sunsetOn <= today || sunsetOn > addDays(today, LONGEST_DAYS))) throw facadeProblem('day-refused', { pointer: '/sunsetOn' });
  await insertSwitch(tx, { name, is_open: isOpen, sunset_on: sunsetOn, reason, actor: actor.name, recorded_at: now.toISOString() });
  await audit(tx, actor, 'facades.facade-set', `facade:${name}`, { isOpen, sunsetOn, reason });
  await appendEntry(tx, { kind: 'facades.facade-set', subject: `facade:${name}`, facts: { isOpen, sunsetOn } });
}
