import type { CommandEntry } from '../command-entry.ts';
import { examine } from '../doctor.ts';

export const doctorCommand: CommandEntry = {
  name: 'doctor',
  th: 'ตรวจว่าทุกอย่างพร้อมทำงาน',
  en: 'check that everything is fit to run',
  declare: (command) => { command.option('--json', 'ตอบเป็น JSON · answer in JSON'); },
  async run({ config, options }) {
    const findings = await examine(config);
    const ok = findings.every((finding) => finding.state !== 'wrong');
    if (options.json) process.stdout.write(`${JSON.stringify({ ok, findings })}\n`);
    else for (const { state, th, en } of findings) process.stdout.write(`${{ fine: '✓', note: '•', wrong: '✗' }[state]} ${th}\n  ${en}\n`);
    return ok ? 0 : 1;
  },
};
