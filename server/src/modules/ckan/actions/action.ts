import type { Database } from '#kernel/db.ts';
import { judge, refusalOf } from '#kernel/judge.ts';
import type { Policy, Principal } from '#kernel/policy.ts';
import type { Ask } from '#kernel/route.ts';
import type { CkanPorts } from '../ports.ts';
import type { Arguments } from '../transport/read-arguments.ts';

/** One call of an action. */
export interface Call {
  args: Arguments;
  who: Principal;
  /** As far as whoever asks reaches. */
  db: Database;
  decide: Ask<unknown, unknown, unknown>['decide'];
  /** Notes that the answer gives something of a dataset, for the counter of uses. */
  uses(slug: string): void;
  ports: CkanPorts;
}

/** An action of the API: what `get_action(name)` is in CKAN. */
export interface Action {
  name: string;
  /** Answers GET, and reads its arguments from the query string (CKAN: `side_effect_free`). */
  reads: boolean;
  policy: Policy;
  /** For `help_show`. */
  help: string;
  takesFile?: true;
  run(call: Call): Promise<unknown>;
}

/** @throws what the policy refuses. Tokens only come here, so nothing is asked of a session. */
export function assertMay(policy: Policy, who: Principal): void {
  const verdict = judge(policy, who, new Date(), { reads: policy.reads ?? false });
  if (verdict) throw refusalOf(policy, verdict);
}
