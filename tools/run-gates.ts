import { runNodeProgram } from './run-program.ts';

interface Gate { readonly name: string; readonly script: string; readonly args: readonly string[] }

export interface GateCount { readonly passed: number; readonly failed: number }

/** Checks the types of a workspace; what was right last time is kept, so that only changed files and those that use them are checked again. */
const checkTypes = (name: string, workspace: string): Gate => ({
  name, script: 'typescript/bin/tsc', args: ['-p', workspace, '--noEmit', '--incremental', '--tsBuildInfoFile', `node_modules/.cache/saphan/types-${workspace}.json`],
});

const gates: readonly Gate[] = [
  checkTypes('types of the server', 'server'),
  checkTypes('types of the page', 'web'),
  { name: 'lint', script: 'oxlint/bin/oxlint', args: ['--quiet'] },
];

/** Static checks that are no tests; the dependency rule is one of tests/architecture. Says a line for each and what a failing one said. */
export async function runGates(say: (text: string) => void = (text) => { process.stdout.write(text); }): Promise<GateCount> {
  const results = await Promise.all(gates.map(async (gate) => {
    const { code, text } = await runNodeProgram(gate.script, gate.args, { quiet: true });
    say(`${code === 0 ? '✓' : '✗'} ${gate.name}\n${code === 0 ? '' : `${text.trim()}\n`}`);
    return code === 0;
  }));
  return { passed: results.filter(Boolean).length, failed: results.filter((ok) => !ok).length };
}
