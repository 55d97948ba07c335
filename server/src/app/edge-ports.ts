import type { EdgePorts } from '#modules/edge/index.ts';
import type { Surroundings } from './composition.ts';

/** What edges need from the house. */
export function edgePortsOf({ db, log }: Pick<Surroundings, 'db' | 'log'>, { publicUrl }: { publicUrl: string }): EdgePorts {
  return { db, log, publicUrl, houseKey: async () => null };
}
