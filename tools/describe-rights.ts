// Writes docs/standards/rights.md: who may do what, from the policies of the composed modules.
// Usage: node tools/describe-rights.ts
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { roles, type Policy } from '../server/src/kernel/policy.ts';
import { describeHouse, type DescribedHouse } from './composed-house.ts';
import { root } from './source-files.ts';

export const rightsFile = 'docs/standards/rights.md';

const HEAD = `# สิทธิ · Rights

สร้างโดย \`node tools/describe-rights.ts\` จากนโยบายของแต่ละโมดูล ห้ามแก้ด้วยมือ · Generated from the modules' policies; do not edit.
ทุกบทบาทที่ไม่มีเครื่องหมายถูกปฏิเสธด้วย 403 (visitor ด้วย 401) และมีการทดสอบทุกช่อง · Every role without a mark is refused with 403, a visitor
with 401; each cell is tested (\`tests/architecture/rights.test.ts\`). In italics: what else the operation demands.
`;

/** The matrix role × operation as Markdown, one table a room. */
export function describeRights({ rooms }: DescribedHouse): string {
  const tables = rooms.filter((room) => room.routes.length > 0).map((room) => {
    const rows = room.routes.map(({ operationId, method, path, policy }) =>
      `| \`${operationId}\` | \`${method} ${path}\` | ${roles.map((role) => policy.roles.includes(role) ? '✓' : '–').join(' | ')} | ${policy.th} · ${policy.en}${demandsOf(policy)} |`);
    return [`\n## ${room.name}\n`, `| operation | route | ${roles.join(' | ')} | policy |`, `|---|---|${roles.map(() => ':-:|').join('')}---|`, ...rows, ''].join('\n');
  });
  return HEAD + tables.join('');
}

/** How sure the house must be, the scope of a token, and what the decider is asked about. */
function demandsOf({ needs, scope, on }: Policy): string {
  const demands = [
    needs?.aal && `AAL ${needs.aal}`, needs?.phishingResistant && 'phishing-resistant', needs?.ial && `IAL ${needs.ial / 10}`, needs?.best && 'best enrolled way',
    needs?.freshMinutes && `proved within ${needs.freshMinutes} min`, needs?.notByToken && 'no API token', scope && `scope ${scope}`, on && `decided by ${on}`,
  ].filter(Boolean);
  return demands.length === 0 ? '' : ` *${demands.join(', ')}*`;
}

if (import.meta.main) {
  const house = await describeHouse();
  writeFileSync(join(root, rightsFile), describeRights(house));
  house.dispose();
}
