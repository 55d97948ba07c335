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
export function sayBanner(version: string): void {
  say(`สะพาน ${version} — โหมดผู้ใช้คนเดียวในเครื่องนี้: ยังไม่มีระบบลงชื่อเข้าใช้ จึงรับเฉพาะการเชื่อมต่อภายในเครื่อง`,
    `Saphan ${version} — one local operator: sign-on does not exist yet, so only this machine may connect (loopback).`);
}
