import type { Contract, RowRule } from '@saphan/contracts/contract';
import { ruleSentence } from '@saphan/contracts/rules/rule-sentence';
import { useTell } from '../../app/lang.ts';

/** What a rule says, with the titles of its columns. */
export function Sentence({ contract, rule: { use, sql } }: { contract: Contract; rule: Pick<RowRule, 'use' | 'sql'> }) {
  const tell = useTell();
  const said = use && ruleSentence(use, (name) => { const column = contract.columns.find((each) => each.name === name); return { th: column?.titleTh ?? name, en: column?.titleEn ?? name }; });
  return said ? <span className="sub">{tell(said)}</span> : <code className="sub">{sql}</code>;
}
