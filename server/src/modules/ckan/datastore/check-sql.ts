import type { Engine } from '#modules/lake/index.ts';
import { problem } from '../errors.ts';
import { allowedFunctions, allowedTableFunctions } from './allowed-functions.ts';

type Node = Readonly<Record<string, unknown>>;

const LONGEST = 100_000;
/** Kinds of expressions and of sources of rows that only compute; anything else, also of a later engine, is refused. */
const CLASSES = new Set(['BETWEEN', 'CASE', 'CAST', 'COLLATE', 'COLUMN_REF', 'COMPARISON', 'CONJUNCTION', 'CONSTANT', 'FUNCTION', 'LAMBDA', 'OPERATOR', 'POSITIONAL_REFERENCE', 'STAR', 'SUBQUERY', 'WINDOW']);
const SOURCES = new Set(['BASE_TABLE', 'EMPTY', 'EXPRESSION_LIST', 'JOIN', 'SUBQUERY', 'TABLE_FUNCTION']);
const NODES = new Set(['SELECT_NODE', 'SET_OPERATION_NODE', 'CTE_NODE']);
const MODIFIERS = /^(?:LIMIT_MODIFIER|LIMIT_PERCENT_MODIFIER|ORDER_MODIFIER|DISTINCT_MODIFIER|ORDER_DEFAULT|ASCENDING|DESCENDING|[A-Z_]+_TYPE_INFO)$/;
/** What a WITH may be called: never anything that could be the name of a file. */
const CTE_NAME = /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u;

/**
 * Reads SQL of a client with the engine's own parser and gives the names of the tables it asks; nothing is run.
 *
 * @throws `ckan.sql-refused` for anything but one SELECT that only computes over tables, with the place where there is one.
 */
export async function tablesOf(engine: Engine, sql: string): Promise<string[]> {
  if (sql.length > LONGEST) throw refused('SQL ยาวเกินกำหนด', 'The SQL is longer than allowed');
  const [row] = await engine.rows<{ j: string }>('select json_serialize_sql($1::varchar, skip_null := true, skip_empty := true, skip_default := true) as j', [sql]);
  const read = JSON.parse(row?.j ?? '{}') as { error?: boolean; error_message?: string; position?: string; statements?: Node[] };
  if (read.error) {
    const at = read.position === undefined ? '' : ` (${read.position})`;
    throw refused(`อ่าน SQL ไม่ได้${at}: ${read.error_message ?? ''}`, `Cannot read the SQL${at}: ${read.error_message ?? ''}`, read.position);
  }
  const statements = read.statements ?? [];
  if (statements.length !== 1) throw refused(`มี ${statements.length} คำสั่ง ใช้ได้ทีละคำสั่งเดียว`, `There are ${statements.length} statements: query is not a single statement`);
  const tables = new Set<string>();
  visit(statements[0], { tables, withs: new Set() });
  return [...tables];
}

/** `withs` are the names that a WITH gave around the place; beyond it the same name is a table's. */
interface Found { tables: Set<string>; withs: ReadonlySet<string> }

function visit(value: unknown, found: Found): void {
  if (Array.isArray(value)) { for (const each of value) visit(each, found); return; }
  if (typeof value !== 'object' || value === null) return;
  const node = value as Node;
  // A constant holds values of the client, no expressions.
  if (node['class'] === 'CONSTANT') return;
  if (node['named_param_map'] !== undefined) throw refused('SQL มีพารามิเตอร์', 'The SQL has parameters');
  if (typeof node['class'] === 'string') checkExpression(node);
  if (typeof node['type'] === 'string' && node['class'] === undefined) checkSource(node, found);
  const within = node['cte_map'] ? visitWiths(node['cte_map'] as Node, found) : found;
  for (const [name, member] of Object.entries(node)) if (name !== 'cte_map') visit(member, within);
}

function checkExpression(node: Node): void {
  const { class: kind, function_name: name, schema, catalog } = node;
  if (!CLASSES.has(String(kind))) throw refused(`ใช้ ${String(kind)} ไม่ได้`, `${String(kind)} cannot be used`, node['query_location']);
  if (name === undefined) return;
  if (!allowedFunctions.has(String(name).toLowerCase()) || ![undefined, '', 'main', 'pg_catalog'].includes(schema as string | undefined) || ![undefined, '', 'system'].includes(catalog as string | undefined)) {
    throw refused(`ใช้ฟังก์ชัน ${String(name)} ไม่ได้`, `Not authorized to call function ${String(name)}`, node['query_location']);
  }
}

/** Nodes of statements and sources of rows; modifiers and orders have types too and hold only expressions. */
function checkSource(node: Node, found: Found): void {
  const type = String(node['type']);
  if (!NODES.has(type) && !SOURCES.has(type) && !MODIFIERS.test(type)) throw refused(`ใช้ ${type} ไม่ได้`, `${type} cannot be used`, node['query_location']);
  if (type === 'TABLE_FUNCTION') {
    const { function_name: name } = (node['function'] ?? {}) as Node;
    if (!allowedTableFunctions.has(String(name).toLowerCase())) throw refused(`ใช้ ${String(name)} เป็นตารางไม่ได้`, `Not authorized to call function ${String(name)}`, node['query_location']);
  }
  if (type !== 'BASE_TABLE') return;
  const { table_name: name, schema_name: schema, catalog_name: catalog, at_clause: at } = node;
  if (schema !== undefined || catalog !== undefined || at !== undefined || typeof name !== 'string') throw refused('ตารางต้องเป็นรหัสทรัพยากรหรือชื่อชุดข้อมูลเท่านั้น', 'Not authorized to access tables of other schemas', node['query_location']);
  if (!found.withs.has(name.toLowerCase())) found.tables.add(name);
}

/** A WITH knows those before it, and not itself. */
function visitWiths(map: Node, found: Found): Found {
  let within = found;
  for (const { key, value } of (map['map'] ?? []) as { key: string; value: unknown }[]) {
    if (!CTE_NAME.test(key)) throw refused(`ชื่อ WITH "${key}" ใช้ไม่ได้`, `WITH cannot be called "${key}"`);
    visit(value, within);
    within = { ...within, withs: new Set([...within.withs, key.toLowerCase()]) };
  }
  return within;
}

const refused = (th: string, en: string, position?: unknown) => problem('sql-refused', { detailTh: th, detailEn: en, ...(position !== undefined && { position: Number(position) }) });
