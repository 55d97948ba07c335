import { listPolicies, roles } from '#kernel/policy.ts';
import type { Rights } from './schemas.ts';

/** Who may do what in this house: every permission with its roles, its sentence, and what else it demands, by room and name. */
export function listRights(): Rights {
  const items = listPolicies().toSorted((a, b) => a.name < b.name ? -1 : 1).map(({ name, roles: held, th, en, on, needs = {} }) => ({
    policy: name, room: name.split('.')[0] ?? name, roles: [...held], th, en, decidedBy: on ?? null,
    demands: {
      aal: needs.aal ?? null, ial: needs.ial ?? null, freshMinutes: needs.freshMinutes ?? null, phishingResistant: needs.phishingResistant ?? false, best: needs.best ?? false, notByToken: needs.notByToken ?? false,
    },
  }));
  return { roles: [...roles], items };
}
