import { Command, CommanderError } from 'commander';
import { ConfigProblem, loadConfig } from '#kernel/config.ts';
import { Problem } from '#kernel/problem.ts';
import type { CommandEntry } from './command-entry.ts';
import type { Compose } from './composition.ts';
import { adminCodeCommand } from './commands/admin-code.ts';
import { agentCommand } from './commands/agent.ts';
import { backfillCommand } from './commands/backfill.ts';
import { backupCommand } from './commands/backup.ts';
import { callCommand } from './commands/call.ts';
import { doctorCommand } from './commands/doctor.ts';
import { firstStartCommand } from './commands/first-start.ts';
import { importCommand } from './commands/import.ts';
import { keygenCommand } from './commands/keygen.ts';
import { linkCommand } from './commands/link.ts';
import { loginCommand, logoutCommand, whoamiCommand } from './commands/login.ts';
import { drainCommand, pauseCommand, resumeCommand } from './commands/operate.ts';
import { migrateCommand } from './commands/migrate.ts';
import { edgeCommand } from './commands/edge.ts';
import { exportCommand, releasesCommand, rowsCommand } from './commands/releases.ts';
import { packCommand } from './commands/pack.ts';
import { reportCommand } from './commands/report.ts';
import { restoreCommand } from './commands/restore.ts';
import { newEpochCommand } from './commands/new-epoch.ts';
import { turnKeyCommand } from './commands/turn-key.ts';
import { typesCommand } from './commands/types.ts';
import { upCommand } from './commands/up.ts';
import { verifyCommand } from './commands/verify.ts';
import { webCommand } from './commands/web.ts';
import { workerCommand } from './commands/worker.ts';
import { exitCodes, StartProblem } from './exit.ts';
import { assertNodeVersion } from './node-version.ts';
import { sayProblem } from './terminal.ts';
import { version } from './version.ts';

const table: readonly CommandEntry[] = [
  upCommand, webCommand, workerCommand, migrateCommand, doctorCommand, pauseCommand, resumeCommand, drainCommand, backupCommand, restoreCommand, agentCommand, edgeCommand, adminCodeCommand, loginCommand, logoutCommand, whoamiCommand, linkCommand, backfillCommand, releasesCommand, rowsCommand, exportCommand, reportCommand, packCommand, importCommand, callCommand, keygenCommand, turnKeyCommand, newEpochCommand, typesCommand, verifyCommand, firstStartCommand,
];

/** Runs one command line. @returns the exit code: 0, 1 for a failure, 2 for a wrong command line, others as `exit.ts` names them. */
export async function runCommands(argv: readonly string[], compose: Compose): Promise<number> {
  let code = 0;
  const program = new Command('saphan')
    .description('สะพานข้อมูลของกระทรวง · a ministry’s data bridge')
    .version(version)
    .exitOverride()
    .showHelpAfterError();
  for (const entry of table) {
    const command = program.command(entry.name, { hidden: entry.hidden ?? false }).description(`${entry.th} · ${entry.en}`);
    entry.declare?.(command);
    command.action(async (...given: unknown[]) => {
      const args = given.slice(0, -2) as (string | undefined)[];
      code = await entry.run({ config: loadConfig(process.env), compose, args, options: command.optsWithGlobals() });
    });
  }
  try {
    assertNodeVersion(process.versions.node);
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    return sayWhy(error, argv.includes('--json'));
  }
}

function sayWhy(error: unknown, asJson: boolean): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.usage;
  const { code, exit, th, en, evidence } = describeFailure(error);
  if (asJson) process.stdout.write(`${JSON.stringify({ ok: false, problem: { code, th, en, ...(evidence && { evidence }) } })}\n`);
  else sayProblem({ th, en, evidence });
  return exit;
}

function describeFailure(error: unknown): { code: string; exit: number; th: string; en: string; evidence?: string } {
  if (error instanceof StartProblem) return { code: `start.${error.code}`, exit: exitCodes[error.code], th: error.th, en: error.en, evidence: error.evidence };
  if (error instanceof ConfigProblem) return { code: 'start.bad-setting', exit: exitCodes['bad-setting'], th: error.th, en: error.en };
  if (error instanceof Problem) {
    const { entry, fields } = error;
    return { code: error.code, exit: exitCodes.failed, th: [entry.th, fields.detailTh, entry.nextTh].filter(Boolean).join(' — '), en: [entry.en, fields.detailEn, entry.nextEn].filter(Boolean).join(' — ') };
  }
  const text = error instanceof Error ? error.message : String(error);
  return { code: 'failed', exit: exitCodes.failed, th: `เกิดข้อผิดพลาด: ${text}`, en: `Failed: ${text}`, evidence: error instanceof Error ? error.stack : undefined };
}
