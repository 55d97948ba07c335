import { sayCount } from './run-tests.ts';
import { runGates } from './run-gates.ts';
import { runVitest } from './run-vitest.ts';

/** What must hold before every commit: types, lint and the fast tests; under three minutes on two cores. */
export async function runCheck(args: readonly string[]): Promise<number> {
  const gates = await runGates();
  return sayCount(gates, await runVitest(args, { SAPHAN_TEST_FAST: '1' }));
}
