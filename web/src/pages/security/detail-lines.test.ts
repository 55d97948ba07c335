import { expect, it } from 'vitest';
import { detailLines } from './detail-lines.ts';

it('tells the facts of an audit row, one a line, and nothing of what was not said', () => {
  expect(detailLines({ reason: 'ลาออก', sessions: 0, powers: ['linkage.start-run', 'linkage.decide-run'], until: null, from: '', place: { line: 3 } }))
    .toEqual(['reason: ลาออก', 'sessions: 0', 'powers: linkage.start-run, linkage.decide-run', 'place: {"line":3}']);
});
