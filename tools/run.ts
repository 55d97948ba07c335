// What developers run: `npm test`, `npm run check`, `npm run bench -- NAME [--quick]`.
import { runBench } from './run-bench.ts';
import { runCheck } from './run-check.ts';
import { runTests } from './run-tests.ts';

const [what, ...args] = process.argv.slice(2);
const runs: Record<string, (args: readonly string[]) => Promise<number>> = { test: runTests, check: runCheck, bench: runBench };
const run = runs[what ?? ''];
if (run) process.exitCode = await run(args);
else {
  process.stderr.write('saphan --dev run test | check | bench NAME [--quick]\n');
  process.exitCode = 2;
}
