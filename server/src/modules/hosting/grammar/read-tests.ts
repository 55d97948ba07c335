import { askedOps, limits, refuseParameter, refuseTooMuch, type AskedOp, type AskedTest, type AskedTree } from './asked.ts';
import { Scanner } from './scan.ts';

const NAME = /[A-Za-z_][A-Za-z0-9_]{0,62}/y;
const OP = /[a-z]+/y;

/** `column=op.value`: the value goes to the end. */
export function readTest(parameter: string, text: string): AskedTest {
  const [, not, op, rest] = /^(not\.)?([a-z]+(?:\([a-z]*\))?)\.(.*)$/s.exec(text) ?? [];
  if (op === undefined || rest === undefined) throw refuseParameter(parameter, 'เขียนเป็น ตัวเปรียบเทียบ.ค่า เช่น eq.10', 'write operator.value, for example eq.10');
  return { parameter, name: parameter, not: not !== undefined, ...operand(parameter, op, rest) };
}

function operand(parameter: string, op: string, rest: string): { op: AskedOp; values: string[] } {
  const known = opOf(parameter, op);
  if (known !== 'in') return { op: known, values: [rest] };
  const scanner = new Scanner(parameter, rest);
  const values = listOf(scanner);
  if (!scanner.done) throw scanner.refuse();
  return { op: known, values };
}

function opOf(parameter: string, op: string): AskedOp {
  const known = askedOps.find((each) => each === op);
  if (!known) throw refuseParameter(parameter, `ไม่มีตัวเปรียบเทียบ ${op.slice(0, 20)} ใช้ได้: ${askedOps.join(' ')}`, `there is no operator ${op.slice(0, 20)}; there are ${askedOps.join(' ')}`);
  return known;
}

function listOf(scanner: Scanner): string[] {
  scanner.expect('(');
  if (scanner.takes(')')) return [];
  const values: string[] = [];
  do {
    values.push(scanner.value());
    if (values.length > limits.values) throw refuseTooMuch(scanner.parameter, `เกิน ${limits.values} ค่า`, `more than ${limits.values} values`);
  } while (scanner.takes(','));
  scanner.expect(')');
  return values;
}

/** `and=(…)`, `or=(…)`, `not.and=(…)`, `not.or=(…)`. */
export function readTree(parameter: string, text: string): AskedTree {
  const scanner = new Scanner(parameter, text);
  const tree = treeOf(scanner, { all: parameter.endsWith('and'), not: parameter.startsWith('not.') }, 1);
  if (!scanner.done) throw scanner.refuse();
  return tree;
}

function treeOf(scanner: Scanner, kind: { all: boolean; not: boolean }, depth: number): AskedTree {
  if (depth > limits.depth) throw refuseTooMuch(scanner.parameter, `วงเล็บซ้อนเกิน ${limits.depth} ชั้น`, `nested deeper than ${limits.depth} levels`);
  scanner.expect('(');
  const of: (AskedTree | AskedTest)[] = [];
  do of.push(memberOf(scanner, depth)); while (scanner.takes(','));
  scanner.expect(')');
  return { ...kind, of };
}

function memberOf(scanner: Scanner, depth: number): AskedTree | AskedTest {
  const not = scanner.match(/not\.(?=(?:and|or)\()/y) !== null;
  const logic = scanner.match(/(?:and|or)(?=\()/y);
  if (logic !== null) return treeOf(scanner, { all: logic === 'and', not }, depth + 1);
  const name = scanner.match(NAME);
  if (name === null || !scanner.takes('.')) throw scanner.refuse();
  const turned = scanner.match(/not\./y) !== null;
  const op = scanner.match(OP);
  if (op === null || !scanner.takes('.')) throw scanner.refuse();
  const known = opOf(scanner.parameter, op);
  return { parameter: scanner.parameter, name, not: turned, op: known, values: known === 'in' ? listOf(scanner) : [scanner.value()] };
}

/** How many comparisons a question has. */
export const countTests = (tree: AskedTree): number => tree.of.reduce((sum, each) => sum + ('of' in each ? countTests(each) : 1), 0);
