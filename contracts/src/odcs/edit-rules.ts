/** Rules and limits of a contract changed in its own document: what a form does not know of is kept as it was written. */
import { parse, stringify } from 'yaml';
import type { Anomaly, Contract, Gates, RowRule } from '../contract.ts';
import type { ContractDocument } from './document-schema.ts';
import { contractBlock } from './extension-place.ts';
import { parseContract } from './parse.ts';
import { pointerTokens } from './contract-problem.ts';
import { sameValue } from './same-value.ts';
import { ruleDocument } from './write.ts';
import { addItem, removeItem, setAt, type YamlPath } from './yaml-edit.ts';

/** What the form for rules and limits changes. */
export interface RulesAndLimits { rules: readonly RowRule[]; gates: Gates; anomaly: Anomaly | undefined }

const rulesPath = ['schema', 0, 'quality'] as const;
type Entry = Record<string, unknown>;

/**
 * The document with other rules, gates and anomaly handling. Only places that differ are written anew; an unchanged contract gives the same text. Where the
 * text cannot be changed in place (values repeated by an alias), the document is written anew with all its values and without its comments.
 *
 * @param yaml a document that reads as `was`. @param now rules in their order, new ones last.
 */
export function editRules(yaml: string, was: Contract, now: RulesAndLimits): string {
  try {
    const text = editInPlace(yaml, was, now);
    if (readsAs(text, now)) return text;
  } catch { /* written anew below */ }
  return editInPlace(stringify(read(yaml), { lineWidth: 0, aliasDuplicateObjects: false, version: '1.2' }), was, now);
}

/** A document whose new rules have faults is shown with them. */
function readsAs(text: string, now: RulesAndLimits): boolean {
  const found = parseContract(text);
  if (!('contract' in found)) return !found.problems.every(({ pointer }) => pointer === '');
  const { rules, gates, anomaly } = found.contract;
  return sameValue(rules.map(meantBy), now.rules.map(meantBy)) && sameValue(gates, now.gates) && sameValue(anomaly ?? null, now.anomaly ?? null);
}

/** A rule of the library is what it uses; how that reads follows from it. */
const meantBy = ({ sql, use, ...rest }: RowRule): object => ({ ...rest, ...(use ? { use } : { sql }) });

function editInPlace(yaml: string, was: Contract, now: RulesAndLimits): string {
  const limits = editLimits(yaml, was, now);
  const gone = was.rules.filter(({ id }) => !now.rules.some((rule) => rule.id === id));
  const kept = gone.reduce((text, { id }) => removeItem(text, rulesPath, placeOf(text, id)), limits);
  return now.rules.reduce((text, rule) => writeRule(text, was.rules.find(({ id }) => id === rule.id), rule), kept);
}

const read = (yaml: string): ContractDocument => parse(yaml, { version: '1.2' }) as ContractDocument;
const entriesOf = (yaml: string): Entry[] => (read(yaml).schema[0]?.quality ?? []) as Entry[];
const placeOf = (yaml: string, id: string): number => entriesOf(yaml).findIndex((entry) => entry['type'] === 'custom' && entry['id'] === id);

function writeRule(yaml: string, was: RowRule | undefined, rule: RowRule): string {
  if (!was) return addItem(yaml, rulesPath, ruleDocument(rule));
  if (sameValue(was, rule)) return yaml;
  const place = placeOf(yaml, rule.id);
  const entry = entriesOf(yaml)[place] ?? {};
  const wanted = ruleDocument(rule) as Entry;
  const differs = (key: string): boolean => !sameValue(entry[key], wanted[key]) && !(entry[key] === undefined && isImplied(key, was, rule));
  return ['implementation', 'severity', 'name', 'description'].filter(differs).reduce((text, key) => setAt(text, [...rulesPath, place, key], wanted[key]), yaml);
}

/** What a document need not say: the severity it had without saying it, an English name that is the Thai one. */
const isImplied = (key: string, was: RowRule, rule: RowRule): boolean => (key === 'severity' ? was.severity === rule.severity && was.use?.rule === rule.use?.rule : key === 'description' && rule.titleEn === rule.titleTh);

function editLimits(yaml: string, was: Contract, { gates, anomaly }: RulesAndLimits): string {
  const block: YamlPath = pointerTokens(contractBlock(read(yaml))?.pointer ?? '').map((token) => (/^\d+$/.test(token) ? Number(token) : token));
  const changed = <T extends object>(before: T | undefined, after: T | undefined) => Object.entries(after ?? {}).filter(([key, value]) => (before as Entry | undefined)?.[key] !== value);
  const withGates = changed(was.gates, gates).reduce((text, [key, value]) => setAt(text, [...block, 'gates', key], value), yaml);
  return changed(was.anomaly, anomaly).reduce((text, [key, value]) => setAt(text, [...block, 'anomaly', key], value), withGates);
}
