import type { terms as th } from '../th/agreement-terms.ts';

export const terms: typeof th = {
  columns: 'Columns given', all: 'Every column', allHint: 'Also those that the data contract adds later', some: 'Only those chosen', someHint: 'The others do not appear', chosen: (v) => `${v.count} of ${v.of} columns chosen`, noColumns: 'Choose one column at least', personal: 'personal data',
  typedHint: 'The dataset has no data contract to choose from yet; one column name a line', rows: 'Rows given', rowsHint: 'Without a condition every row; a row must meet all of them', add: 'Add a condition', remove: (v) => `Remove condition ${v.number}`, column: 'Column', comparison: 'Comparison', value: 'Value', values: 'Values (one a line)', condition: (v) => `Condition ${v.number}`,
  ops: { eq: 'is', ne: 'is not', lt: 'is below', lte: 'is at most', gt: 'is above', gte: 'is at least', in: 'is one of' }, dayOps: { lt: 'is before', lte: 'is not after', gt: 'is after', gte: 'is from' },
  faults: { value: 'Enter a value', number: 'Enter a number such as 12.5', whole: 'Enter a whole number', day: 'Enter a day such as 2026-11-21', column: 'Choose a column' }, yes: 'yes', no: 'no',
  preview: 'What the user of the data will see', everyRow: 'Every row', onlyRows: (v) => `Only rows whose ${v.conditions}`, and: ' and', part: (v) => `${v.column} ${v.op} ${v.value}`, everyColumn: 'Every column that is not masked', onlyColumns: (v) => `Only the columns ${v.columns}`, more: (v) => `and ${v.count} more`,
};
