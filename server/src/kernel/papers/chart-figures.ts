import type { Bars, Lines, Table } from './paper.ts';

/** The figures behind a chart as a table: what DOCX shows under it and XLSX instead of it. */
export function chartTable(chart: Lines | Bars): Table {
  const { finding: title, asOf, source } = chart;
  const names = chart.kind === 'lines' ? chart.lines.map(({ name }) => name) : chart.parts.map(({ name }) => name);
  const rows = chart.kind === 'lines' ? chart.days.map((day, at) => [day, ...chart.lines.map(({ values }) => values[at] ?? null)]) : chart.bars.map(({ name, values }) => [name, ...values]);
  const first = chart.kind === 'lines' ? { title: 'วันที่', share: 2, cell: 'date' as const } : { title: 'รายการ', share: 4, cell: 'text' as const };
  return { kind: 'table', title, columns: [first, ...names.map((name) => ({ title: name, share: 1.5, cell: 'number' as const }))], rows, total: false, asOf, source };
}
