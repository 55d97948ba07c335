import type { CommandEntry } from '../command-entry.ts';
import { exitCodes } from '../exit.ts';
import { exitSoon, listenForStop } from '../service.ts';
import { say, sayProblem } from '../terminal.ts';

/** `saphan agent`: inside an agency's network, outward only. */
export const agentCommand: CommandEntry = {
  name: 'agent',
  th: 'ตัวแทนในเครือข่ายของหน่วยงาน: อ่านต้นทางแล้วส่งเข้าศูนย์ (รหัสออก 7 โทเคนใช้ไม่ได้)',
  en: 'the agent inside an agency’s network: reads sources and pushes them (exit code 7: the token is refused)',
  declare: (command) => {
    command.argument('[what]', 'status = ส่งอะไรไปแล้ว · what was delivered')
      .requiredOption('--config <file>', 'แฟ้มตั้งค่า YAML · settings')
      .option('--once', 'ทุกต้นทางหนึ่งครั้งแล้วจบ · every source once, then end');
  },
  async run({ args, options }) {
    const [{ readAgentConfig }, { AgentProblem }] = [await import('../agent/agent-config.ts'), await import('../agent/agent-problem.ts')];
    try {
      const config = readAgentConfig(options['config'] as string);
      if (args[0] === 'status') return await sayStatus(config.stateDir);
      const { runAgent } = await import('../agent/run-agent.ts');
      const whole = await runAgent(config, { once: options['once'] === true, signal: listenForStop().signal, say });
      return whole ? 0 : exitCodes.failed;
    } catch (error) {
      if (!(error instanceof AgentProblem)) throw error;
      sayProblem(error);
      return exitCodes['sign-in-needed'];
    } finally {
      exitSoon();
    }
  },
};

async function sayStatus(stateDir: string): Promise<number> {
  const { Journal } = await import('../agent/journal.ts');
  const sources = Object.entries(new Journal(stateDir).sources);
  for (const [name, { deliveredAt, runId, pending, problem }] of sources) {
    say(`${name}: ${deliveredAt ? `ส่งล่าสุด ${deliveredAt} รอบ ${runId}` : 'ยังไม่เคยส่ง'}${pending ? ` · รอส่ง ${pending.name}` : ''}`, `  ${deliveredAt ? `last delivered ${deliveredAt}, run ${runId}` : 'nothing delivered yet'}${pending ? `; waiting: ${pending.name}` : ''}`);
    if (problem) say(`  ✗ ${problem.at} ${problem.th}`, `    ${problem.en}`);
  }
  return sources.some(([, { problem }]) => problem) ? exitCodes.failed : 0;
}
