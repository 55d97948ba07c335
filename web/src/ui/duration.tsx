import { useMessages } from '../app/lang.ts';
import type { Messages } from '../messages/th/index.ts';

/** `0.4 s`, `38 s`, `1:31 min`, `2:05 h`; units as the page's language writes them. */
export function formatDuration(ms: number, words: Messages['run']['duration']): string {
  const seconds = Math.max(0, ms) / 1000;
  if (seconds < 9.95) return words.seconds({ seconds: seconds < 0.05 ? '<0.1' : seconds.toFixed(1) });
  const whole = Math.round(seconds);
  if (whole < 60) return words.seconds({ seconds: String(whole) });
  const [large, small] = whole < 3600 ? [Math.floor(whole / 60), whole % 60] : [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  const text = `${large}:${String(small).padStart(2, '0')}`;
  return whole < 3600 ? words.minutes({ text }) : words.hours({ text });
}

/** A length of time; unknown reads as a dash. */
export function Duration({ ms }: { ms: number | null }) {
  const words = useMessages().run.duration;
  if (ms === null) return <span className="off">–</span>;
  return <span className="num">{formatDuration(ms, words)}</span>;
}
