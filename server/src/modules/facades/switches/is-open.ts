import { todayInBangkok } from '@saphan/contracts/dates';
import type { FacadePorts } from '../ports.ts';
import type { Facade, FacadeName } from '../schemas.ts';
import { listFacades } from './switches.ts';

const KEPT_MS = 1_000;

/** Whether a way in is open, and until which day; what an operator changed counts within a second. */
export function openSwitches({ db, clock }: Pick<FacadePorts, 'db' | 'clock'>): (name: FacadeName) => Promise<Facade | null> {
  let kept: { atMs: number; facades: Promise<Facade[]> } | null = null;
  return async (name) => {
    const now = clock.now();
    if (kept === null || now.getTime() - kept.atMs > KEPT_MS) kept = { atMs: now.getTime(), facades: db.read(listFacades) };
    const facades = await kept.facades.catch((error: unknown) => { kept = null; throw error; });
    const facade = facades.find((each) => each.name === name);
    return facade?.isOpen && (facade.sunsetOn === null || todayInBangkok(now) <= facade.sunsetOn) ? facade : null;
  };
}
