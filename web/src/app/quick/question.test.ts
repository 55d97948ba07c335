import { describe, expect, it } from 'vitest';
import { answers, readQuestion, widen } from './question.ts';

const rid = { id: 'rid', abbrTh: 'ชป.', abbrEn: 'RID', nameTh: 'กรมชลประทาน', nameEn: 'Royal Irrigation Department' };

describe('what was typed', () => {
  it.each(['รอบ 73', 'รอบที่ ๗๓', 'รอบ73', 'run 73', 'Run73', '#73', '73'])('finds the number of a run in %s', (typed) => {
    expect(readQuestion(typed)).toMatchObject({ number: 73, kind: typed === '73' || typed === '#73' ? null : 'run' });
  });

  it('takes the word of a kind out of the phrase, wherever it stands', () => {
    expect(readQuestion('ข้อกำหนด ฝน')).toMatchObject({ kind: 'contract', text: 'ฝน', words: ['ฝน'] });
    expect(readQuestion('rain gauges contract')).toMatchObject({ kind: 'contract', text: 'rain gauges' });
    expect(readQuestion('  ')).toEqual({ text: '', words: [], number: null, kind: null });
  });

  it('leaves a word alone that only begins like a kind', () => {
    expect(readQuestion('ชุดข้อมูลน้ำ').kind).toBeNull();
    expect(readQuestion('rung').kind).toBeNull();
  });

  it('cuts Thai into words, so that their order and what stands between do not matter', () => {
    const question = readQuestion('เกษตรกรทะเบียน');
    expect(question.words.length).toBeGreaterThan(1);
    expect(answers(question, ['ทะเบียนเกษตรกร'])).toBe(true);
    expect(answers(question, ['ทะเบียนสหกรณ์'])).toBe(false);
  });

  it('reads English in any case', () => {
    expect(answers(readQuestion('GAUGE Rain'), ['Daily rain gauges'])).toBe(true);
  });
});

describe('a wider question', () => {
  it('takes an agency by its short name and the longest other word', () => {
    expect(widen(readQuestion('rid rain gauges'), [rid])).toEqual({ agency: 'rid', q: 'gauges' });
    expect(widen(readQuestion('ชป ฝน'), [rid])).toEqual({ agency: 'rid', q: 'ฝน' });
    expect(widen(readQuestion('rain'), [rid])).toEqual({ q: 'rain' });
    expect(widen(readQuestion('rid'), [rid])).toEqual({ agency: 'rid' });
  });
});
