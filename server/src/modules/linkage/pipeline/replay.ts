import type { Column, Contract, SourceFormat } from '@saphan/contracts/contract';
import { sniffText } from '../draft/draft-from-text.ts';
import { findRecordPaths } from '../formats/xml/find-record-paths.ts';
import { openTabular } from '../formats/open-tabular.ts';
import { checkFileKind, sniffFile } from '../formats/sniff-format.ts';
import { LINE_HEADER } from '../operations/quarantine-workbook.ts';
import { readHeader } from '../sieve/index.ts';
import { HEAD_BYTES, readHead } from './records.ts';

/** Staged beside the contract's columns in a replay: the quarantined line a corrected row stands for. */
export const ORIGIN = '_origin';

/**
 * The contract as a corrected file is to be read: whatever format it came back in, the same columns and rules,
 * and the line column when it is still there. Only the rows that are sent count: nothing is deleted by a replay.
 */
export async function replayContract(contract: Contract, path: string): Promise<Contract> {
  const format = checkFileKind(await sniffFile(path), null);
  const base = { ...contract, deletes: 'keep' as const };
  if (format !== 'csv') {
    const source = { ...contract.source, format, sheet: null, recordPath: await recordPathOf(contract, format, path), encoding: 'utf-8' as const, headerRow: 1, headerRows: 1 };
    const reader = await openTabular(path, { source, columns: null });
    try {
      return withOrigin({ ...base, source }, await reader.readHeader());
    } finally {
      await reader.close();
    }
  }
  const head = await readHead(path);
  const { evidence } = sniffText(head, head.length < HEAD_BYTES);
  const source = { ...contract.source, format, encoding: evidence.encoding.encoding, delimiter: evidence.dialect.delimiter, quote: evidence.dialect.quote, headerRow: 1, headerRows: 1 };
  return withOrigin({ ...base, source }, readHeader(head, { ...base, source }).names);
}

/** Corrected JSON comes as it was sent; in XML the records have to be found. */
async function recordPathOf({ source }: Contract, format: SourceFormat, path: string): Promise<string | undefined> {
  if (format === 'xml') return (await findRecordPaths(path))[0]?.path;
  return format === source.format ? source.recordPath : undefined;
}

function withOrigin(contract: Contract, names: readonly string[]): Contract {
  if (!names.includes(LINE_HEADER)) return contract;
  const origin: Column = {
    name: ORIGIN, source: LINE_HEADER, titleTh: LINE_HEADER, titleEn: 'line', type: 'integer', required: false, unique: false, primaryKey: null, precision: 18, scale: 0,
    pattern: null, min: null, max: null, maxLength: null, codeList: null, calendar: null, geocodeDigits: null, classification: 'internal', personalData: null, fieldId: 0,
  };
  return { ...contract, columns: [...contract.columns, origin] };
}
