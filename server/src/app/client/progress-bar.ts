import { formatNumber } from '@saphan/contracts/numbers';
import type { RunNews } from './follow-run.ts';

const WIDTH = 28;
const STEPS: Record<string, string> = { extract: 'ดึงข้อมูล', decode: 'ถอดรหัส', check: 'ตรวจ', quarantine: 'กักแถว', compare: 'เทียบรุ่นก่อน', publish: 'เผยแพร่' };
const SHARE: Record<string, [number, number]> = { extract: [0, 0.05], decode: [0.05, 0.55], check: [0.55, 0.7], quarantine: [0.7, 0.75], compare: [0.75, 0.97], publish: [0.97, 1] };

/** Draws one line that is written over; silent when the output is no terminal. */
export function openProgressBar(out: NodeJS.WriteStream): { upload(sent: number, total: number): void; run(news: RunNews): void; end(): void } {
  const draw = (share: number, text: string) => {
    if (!out.isTTY) return;
    const full = Math.round(Math.min(1, share) * WIDTH);
    out.write(`\r\u001b[2K${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${text}`);
  };
  return {
    upload: (sent, total) => draw(sent / Math.max(total, 1), `ส่งไฟล์ · upload ${(sent / 1e6).toFixed(1)}/${(total / 1e6).toFixed(1)} MB`),
    run: (news) => {
      const step = news.steps.find((each) => each.state === 'running')?.name ?? 'extract';
      const [from, to] = SHARE[step] ?? [0, 1];
      const { bytesRead = 0, bytesTotal = 0, rowsRead = 0, rowsBad = 0, rowsPerSecond = 0 } = news.progress;
      const inside = step === 'decode' && bytesTotal > 0 ? bytesRead / bytesTotal : 0.5;
      draw(from + (to - from) * inside, `${STEPS[step] ?? step} · ${formatNumber(rowsRead)} แถว · กัก ${formatNumber(rowsBad)} · ${formatNumber(rowsPerSecond)}/s`);
    },
    end: () => { if (out.isTTY) out.write('\r\u001b[2K'); },
  };
}
