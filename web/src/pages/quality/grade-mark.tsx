import type { RecordQuality } from '../../api/quality-queries.ts';

const tones = { A: 'ok', B: 'ok', C: 'warn', D: 'bad', F: 'bad' } as const;

/** The letter of a grade; the word stands beside it. */
export function GradeMark({ grade }: { grade: RecordQuality['grade'] }) {
  return <span className="grade-mark" data-s={tones[grade]} aria-hidden="true">{grade}</span>;
}
