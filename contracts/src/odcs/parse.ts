/** Reads a contract document: YAML text to the contract the pipeline runs by, or every place that is wrong. */
import type { Contract } from '../contract.ts';
import { checkContract } from './check-contract.ts';
import { finding } from './contract-problem.ts';
import type { ContractProblem } from './contract-problem.ts';
import type { ContractDocument } from './document-schema.ts';
import { contractBlock } from './extension-place.ts';
import { assignFieldIds } from './field-ids.ts';
import { readDocument } from './read-document.ts';
import { checkStructure } from './structure.ts';
import { readYaml } from './yaml-text.ts';

export type { ContractProblem } from './contract-problem.ts';
export type ParsedContract = { contract: Contract } | { problems: ContractProblem[] };

/**
 * Reads and checks a contract (ODCS v3.1.0 with the block of docs/specs/SPN-CONTRACT.md).
 *
 * @param yaml the document, at most 4 MB and 5,000 columns.
 * @param earlier all earlier versions of the same dataset's contract, so that Parquet field ids stay with their columns and none is used twice.
 * @returns the contract, or problems with JSON pointer, line, column, Thai and English sentence; never both, never an exception.
 */
export function parseContract(yaml: string, earlier: readonly Contract[] = []): ParsedContract {
  const text = readYaml(yaml);
  if ('problems' in text) return text;
  const shape = checkStructure(text.value);
  if (shape.length > 0) return { problems: shape.map(text.place) };
  const document = text.value as ContractDocument;
  const ours = contractBlock(document);
  if (!ours) {
    return { problems: [text.place(finding('/customProperties',
      'ขาดส่วนขยายของสะพาน เพิ่ม property: saphan ใน customProperties', 'Saphan’s block is missing: add property: saphan to customProperties.'))] };
  }
  const contract = readDocument(document, ours.block, text.sourceOf);
  const problems = checkContract(contract, document);
  return problems.length > 0 ? { problems: problems.slice(0, 200).map(text.place) } : { contract: assignFieldIds(contract, earlier) };
}
