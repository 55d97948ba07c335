import { bringChromium } from './bring-chromium.ts';
import { bringServers } from './bring-servers.ts';
import { runAudit } from './run-audit.ts';
import { type GateCount, runGates } from './run-gates.ts';
import { runVitestTwice, type TestCount } from './run-vitest.ts';

/** Everything: static checks, an audit of what is shipped, and all tests, with a Chromium for the journeys and real servers for the connectors. Arguments go to vitest. */
export async function runTests(args: readonly string[]): Promise<number> {
  const chromium = await bringChromium();
  await bringServers();
  const [gates, audit] = await Promise.all([runGates(), runAudit()]); // the audit mostly waits for the registry
  return sayCount({ passed: gates.passed + audit.passed, failed: gates.failed + audit.failed }, await runVitestTwice(args, chromium ? { SAPHAN_TEST_CHROMIUM: chromium } : {}));
}

/** Prints the closing line that says how it went. @returns the exit code. */
export function sayCount(gates: GateCount, tests: TestCount): number {
  const failed = gates.failed + tests.failed;
  const skipped = tests.skipped > 0 ? `, ${tests.skipped} skipped` : '';
  process.stdout.write(`\n${gates.passed + tests.passed} passed, ${failed} failed${skipped}\n`);
  return failed === 0 && tests.passed > 0 ? 0 : 1;
}
