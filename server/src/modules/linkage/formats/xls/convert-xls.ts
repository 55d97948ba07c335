import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { formatProblem } from '../problems.ts';
import type { SheetName } from '../sheet/sheet-table.ts';
import type { Merge } from '../xlsx/merged-cells.ts';

/** The old format holds 65,536 rows of 256 columns; real files stay far below. */
const limits = { fileBytes: 256e6, heapMb: 1024, ms: 120_000, answerBytes: 4e6 };

export interface ConvertedXls { sheets: SheetName[]; is1904: boolean; merges: Merge[] }
type Answer = ConvertedXls | { problem: 'protected' | 'broken'; message: string };

const converter = fileURLToPath(new URL('./xls-process.ts', import.meta.url));
const readable = ['node_modules', 'server'].map((folder) => realpathSync(fileURLToPath(new URL(`../../../../../../${folder}`, import.meta.url))));

/**
 * Reads an .xls workbook in a process of its own that may read nothing but its code and the file, and is killed beyond its limits.
 *
 * @param lines where the chosen sheet is written as lines of JSON; null reads the names of the sheets only.
 * @throws `linkage.workbook-broken`, `linkage.workbook-too-large`, `linkage.workbook-protected`.
 */
export async function convertXls(path: string, { sheet, lines }: { sheet: string | null; lines: string | null }, { heapMb, ms }: Pick<typeof limits, 'heapMb' | 'ms'> = limits): Promise<ConvertedXls> {
  if ((await stat(path)).size > limits.fileBytes) throw tooLarge('ไฟล์ใหญ่เกินกว่าสมุดงานรุ่นเก่าจะเป็นได้', 'The file is larger than a workbook of the old format can be.');
  const rights = ['--permission', ...[...readable, path].map((each) => `--allow-fs-read=${each}`), ...(lines ? [`--allow-fs-write=${lines}`] : [])];
  const child = spawn(process.execPath, [...rights, '--no-warnings', `--max-old-space-size=${heapMb}`, converter, path, sheet ?? '', lines ?? ''], { stdio: ['ignore', 'pipe', 'ignore'], env: {}, timeout: ms, killSignal: 'SIGKILL' });
  const ended = new Promise<{ code: number | null }>((resolve, reject) => { child.once('error', reject).once('close', (code) => resolve({ code })); });
  let answer = '';
  for await (const piece of child.stdout.setEncoding('utf8')) {
    answer += piece as string;
    if (answer.length > limits.answerBytes) child.kill('SIGKILL');
  }
  const { code } = await ended;
  return code === 0 ? readAnswer(answer) : refuse(code);
}

function readAnswer(text: string): ConvertedXls {
  const answer = JSON.parse(text) as Answer;
  if (!('problem' in answer)) return answer;
  if (answer.problem === 'protected') throw formatProblem('workbook-protected');
  throw formatProblem('workbook-broken', { detailTh: 'อ่านสมุดงานรุ่นเก่า (.xls) ไม่ได้', detailEn: answer.message });
}

/** Without an exit code the process was killed: by the clock, or by the engine when its memory was spent. */
function refuse(code: number | null): never {
  throw tooLarge('การอ่านสมุดงานใช้หน่วยความจำหรือเวลาเกินกำหนด จึงหยุดไว้', `Reading the workbook took more memory or time than allowed and was stopped (${code ?? 'killed'}).`);
}

function tooLarge(detailTh: string, detailEn: string): Error {
  return formatProblem('workbook-too-large', { detailTh, detailEn });
}
