import type { Config } from '#kernel/config.ts';

/** One line in Thai and one in English, for a person at the terminal. */
export function say(th: string, en: string): void {
  process.stdout.write(`${th}\n${en}\n`);
}

/** Says why something did not work: the Thai sentence, the English one, then the evidence. */
export function sayProblem(problem: { th: string; en: string; evidence?: string }): void {
  const evidence = problem.evidence ? `${problem.evidence.replace(/^/gm, '  │ ')}\n` : '';
  process.stderr.write(`✗ ${problem.th}\n  ${problem.en}\n${evidence}`);
}

/** The first words of `saphan up`. */
export function sayBanner(version: string, { mode, sample }: Pick<Config, 'mode' | 'sample'>): void {
  if (mode === 'production') say(`สะพาน ${version}`, `Saphan ${version}`);
  else if (sample) say(`สะพาน ${version} — กระทรวงตัวอย่าง มีบัญชีสาธิต ใช้ได้เฉพาะในเครื่องนี้`, `Saphan ${version} — the sample ministry with demo accounts; only this machine may connect (loopback).`);
  else say(`สะพาน ${version} — โหมดทดลอง ใช้ได้เฉพาะในเครื่องนี้`, `Saphan ${version} — demo mode; only this machine may connect (loopback).`);
}
