import type { Messages } from '../th/index.ts';

export const quality: Messages['quality'] = {
  title: 'Quality', loading: 'Reading the quality', grade: (v) => `Grade ${v.grade}`, score: (v) => `${v.score} of 100 points`, measured: 'Last measured', live: 'Worked out when this page was opened',
  note: 'Graded with the weights of the national scanner, GDCatalog Smart Plus: A from 90, B 75, C 60, D 40',
  partsTitle: 'Points in five parts', parts: { metadata: 'Complete, findable record', timeliness: 'Up to date', accessibility: 'Can be downloaded', machine: 'Programs can read it', validity: 'Correct' }, pointsOf: (v) => `${v.points} of ${v.of}`,
  dimensionsTitle: 'Seven dimensions', dimensionsNote: 'The dimensions of data quality that NECTEC uses, in percent',
  dimensions: { completeness: 'Completeness', uniqueness: 'Uniqueness', validity: 'Validity', consistency: 'Consistency', timeliness: 'Timeliness', availability: 'Availability', relevancy: 'Relevancy' }, unmeasured: 'Cannot be measured yet',
  lossesTitle: 'Points that were lost, and how to win them back', lost: 'Lost', why: 'Because', next: 'What to do', part: 'Part', dimension: 'Dimension', mend: 'Mend this field', none: 'No point was lost', noneWhy: 'The record is complete, every row is checked and every file can be had.',
  linksTitle: 'Link checks', linksNote: 'Addresses are asked every day without taking the file; one counts as broken when it fails twice in a row', file: 'File', state: 'Result', asked: 'Asked', good: 'Opens', broken: 'Does not open', again: 'Does not open, asked again soon', waiting: 'Not asked yet',
  overview: {
    title: 'Data quality of the ministry', lead: (v) => `**${v.datasets} datasets**, **${v.score} points** on average${v.broken > 0 ? `; !!${v.broken} broken links!!` : ''}`,
    loading: 'Reading the quality of everything', none: 'Nothing is measured yet', noneWhy: 'A record is measured whenever it changes, and every night.', which: 'Records that count', published: 'Published', everything: 'All',
    grades: 'Datasets by grade', count: (v) => `${v.count} datasets`, agencies: 'By agency', agency: 'Agency', datasets: 'Datasets', mean: 'Mean points', good: 'Grade A–B', poor: 'Grade D–F',
    costs: 'What costs most points', costsNote: 'Begin at the top: it wins most points back', points: 'Points lost in all', example: 'Begin with',
    poorest: 'Datasets to mend first', ofGrade: (v) => `Datasets of grade ${v.grade}`, dataset: 'Dataset', main: 'Most points lost because', allGrades: 'All grades', onlyAgency: (v) => `Only ${v.name}`, dropAgency: 'All agencies',
  },
};
