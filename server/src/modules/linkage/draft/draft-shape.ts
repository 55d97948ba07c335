/** A proposed contract with the evidence a person confirms. */
import type { Column, Contract, SourceShape } from '@saphan/contracts/contract';
import type { Note } from './note.ts';

/** How the source is read, as far as it is known before the columns are looked at. */
export type KnownSource = Pick<SourceShape, 'format'> & Partial<Omit<SourceShape, 'format'>>;

export interface DraftTitles {
  dataset?: string;
  titleTh?: string;
  titleEn?: string;
  /** Name of the file as sent; titles and the dataset's name are made from it where nothing else is given. */
  fileName?: string;
}

export interface DraftInput extends DraftTitles {
  source: KnownSource;
  /** Rows of the header as they lie, merged cells already filled or left blank; empty when there is none. */
  headerRows: readonly (readonly string[])[];
  /** Rows of data as text; '' is an absent value. */
  rows: readonly (readonly string[])[];
  /** 1-based row of the source where the data begin; absent: right below the header. */
  dataRow?: number;
  /** Fixed width only: where each column stands in a line. */
  places?: readonly { start: number; length: number }[];
  /** Whether `rows` is all of the source. */
  complete: boolean;
  notes?: readonly Note[];
}

export interface DraftColumn {
  column: Column;
  /** Up to five different values, masked when the column holds personal data. */
  samples: string[];
  confidence: number;
  reasons: Note[];
  reasonTh: string;
  reasonEn: string;
  /** Values that could be made a code list; the contract does not hold them until a person says so. */
  codeList: string[] | null;
  nullShare: number;
}

export interface Draft {
  contract: Contract;
  contractYaml: string;
  columns: DraftColumn[];
  notes: Note[];
  headerPreview: string[][];
  /** Up to 20 rows, personal values masked. */
  sampleRows: string[][];
  rowsSeen: number;
}
