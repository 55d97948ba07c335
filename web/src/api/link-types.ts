/** Shapes of proposing, checking and trying a contract (API version 1). */
import type { Column, Contract, SourceFormat, SourceShape } from '@saphan/contracts/contract';
import type { ChangeKind, ContractChange, ContractPlace, QuarantineRow, Said } from './types.ts';

/** What a person says about a file against the guess. */
export type DraftOverrides = Partial<Pick<SourceShape, 'encoding' | 'delimiter' | 'quote' | 'headerRow' | 'headerRows'>> & { sheet?: string };
export interface DraftColumn {
  column: Column; samples: string[]; confidence: number; reasons: Said[]; reasonTh: string; reasonEn: string;
  /** Values that could be made a code list. */
  codeList: string[] | null;
  nullShare: number;
}
export interface DraftEvidence {
  format: SourceFormat; encoding: string | null; delimiter: string | null; quote: string | null; headerRow: number; headerRows: number;
  sheets: { name: string; hidden: boolean }[]; sheet: string | null; confidence: number; notes: Said[]; alternatives: { encoding: string[] };
}
export interface ProposedDraft {
  contract: Contract; contractYaml: string; columns: DraftColumn[]; headerPreview: string[][]; sampleRows: string[][]; rowsSeen: number; evidence: DraftEvidence;
}
export interface ContractCheck { ok: boolean; contract: Contract | null; problems: (ContractPlace & { line?: number })[] }
export interface Preview {
  read: number; ok: number; bad: number; truncated: boolean; columns: { name: string; titleTh: string; titleEn: string }[];
  rows: { line: number; cells: Record<string, unknown> }[]; rejects: QuarantineRow[];
  byCode: { code: string; column: string | null; count: number; titleTh: string; titleEn: string; fixTh: string; fixEn: string }[]; notes: Said[];
}
export interface ContractAgreed { version: number; change: ChangeKind; changes: ContractChange[] }
