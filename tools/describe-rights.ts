// Writes docs/standards/rights.md: who may do what, from the policies of the composed modules.
// Usage: node tools/describe-rights.ts
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { roles } from '../server/src/kernel/policy.ts';
import { describeHouse, type DescribedHouse } from './composed-house.ts';
import { root } from './source-files.ts';

export const rightsFile = 'docs/standards/rights.md';

const HEAD = `# สิทธิ · Rights

สร้างโดย \`node tools/describe-rights.ts\` จากนโยบายของแต่ละโมดูล ห้ามแก้ด้วยมือ · Generated from the modules' policies; do not edit.
ทุกบทบาทที่ไม่มีเครื่องหมายถูกปฏิเสธด้วย 403 และมีการทดสอบทุกช่อง · Every role without a mark is refused with 403; each cell is tested
(\`tests/architecture/rights.test.ts\`). Until single sign-on exists the only actor is the local operator.
`;

/** The matrix role × operation as Markdown, one table a room. */
export function describeRights({ rooms }: DescribedHouse): string {
  const tables = rooms.filter((room) => room.routes.length > 0).map((room) => {
    const rows = room.routes.map(({ operationId, method, path, policy }) =>
      `| \`${operationId}\` | \`${method} ${path}\` | ${roles.map((role) => policy.roles.includes(role) ? '✓' : '–').join(' | ')} | ${policy.th} · ${policy.en} |`);
    return [`\n## ${room.name}\n`, `| operation | route | ${roles.join(' | ')} | policy |`, `|---|---|${roles.map(() => ':-:|').join('')}---|`, ...rows, ''].join('\n');
  });
  return HEAD + tables.join('');
}

if (import.meta.main) {
  const house = await describeHouse();
  writeFileSync(join(root, rightsFile), describeRights(house));
  house.dispose();
}
