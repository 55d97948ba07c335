import { sayCount } from './run-tests.ts';
import { runGates } from './run-gates.ts';
import { runVitest } from './run-vitest.ts';

/** What must hold before every commit: types, lint and the fast tests; under three minutes on two cores. Types are checked while tests wait for their databases, and said behind the tests. */
export async function runCheck(args: readonly string[]): Promise<number> {
  const said: string[] = [];
  const [gates, tests] = await Promise.all([runGates((text) => said.push(text)), runVitest(args, { SAPHAN_TEST_FAST: '1' })]);
  process.stdout.write(`\n${said.join('')}`);
  return sayCount(gates, tests);
}
