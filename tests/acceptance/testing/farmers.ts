import { send } from './api.ts';
import { sendFile } from './runs.ts';

/** One row of the register that the acceptance tests link: everything as the source writes it. */
export type Farmer = readonly [code: string, name: string, province: string, areaRai: string, registeredOn: string];

export const headers = ['รหัส', 'ชื่อ', 'จังหวัด', 'พื้นที่ (ไร่)', 'วันที่ขึ้นทะเบียน'];
export const names = ['code', 'name', 'province', 'area_rai', 'registered_on'];
const provinces = ['เชียงใหม่', 'ขอนแก่น', 'สงขลา', 'นครราชสีมา'];

/** `count` farmers, always the same; dates in the Buddhist era, 1 January 2568 and on. */
export function farmers(count = 40): Farmer[] {
  return Array.from({ length: count }, (_, i): Farmer => [
    `F${String(i + 1).padStart(5, '0')}`, `เกษตรกรที่ ${i + 1}`, provinces[i % 4] as string, `${(i % 30) + 1}.25`, `${String((i % 28) + 1).padStart(2, '0')}/01/2568`,
  ]);
}

/** Delimited text with a header. */
export function csv(rows: readonly (readonly string[])[], { head = headers, delimiter = ',' }: { head?: readonly string[]; delimiter?: string } = {}): string {
  return `${[head, ...rows].map((cells) => cells.map((cell) => (/["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(delimiter)).join('\n')}\n`;
}

const saphan = (value: object) => [{ property: 'saphan', value }];
const column = (i: number, member: object, extension: object = {}) => ({
  name: names[i], physicalName: headers[i], businessName: headers[i], logicalType: 'string', required: true, ...member, customProperties: saphan({ titleEn: names[i], ...extension }),
});

export interface ContractAsked { source?: object; gates?: object; columns?: object[]; more?: object }

/** The register's contract; JSON is YAML. */
export function contractText(slug: string, { source, gates, columns, more }: ContractAsked = {}): string {
  return JSON.stringify({
    apiVersion: 'v3.1.0', kind: 'DataContract', id: slug, version: '1.0.0', status: 'active', name: 'ทะเบียนเกษตรกร',
    schema: [{ name: 'data', properties: columns ?? registerColumns() }],
    slaProperties: [{ property: 'frequency', value: 24, unit: 'h' }],
    customProperties: saphan({ titleEn: 'Farmers', source: { format: 'csv', encoding: 'utf-8', delimiter: ',', calendar: 'be', ...source }, gates: { ...gates }, ...more }),
  });
}

/** Columns of the register, the first one its key. */
export function registerColumns(): object[] {
  return [
    column(0, { primaryKey: true, primaryKeyPosition: 1, logicalTypeOptions: { pattern: 'F[0-9]{5}' } }),
    column(1, {}), column(2, {}),
    column(3, { logicalType: 'number', logicalTypeOptions: { minimum: 0 } }, { precision: 12, scale: 2 }),
    column(4, { logicalType: 'date' }),
  ];
}

let made = 0;

/** A dataset with a contract and no release yet. */
export async function newDataset(asked: ContractAsked = {}): Promise<string> {
  made += 1;
  const slug = `farmers-${made}`;
  await send('POST', '/datasets', { slug, agencyId: 'doae', titleTh: `ทะเบียนเกษตรกร ${made}`, titleEn: `Farmers ${made}` });
  await send('POST', `/datasets/${slug}/contracts`, { yaml: contractText(slug, asked) });
  return slug;
}

/** A dataset whose release 1 holds {@link farmers}. */
export async function linkedDataset(asked: ContractAsked = {}): Promise<string> {
  const slug = await newDataset(asked);
  const run = await sendFile(slug, 'farmers.csv', csv(farmers()));
  if (run.state !== 'published') throw new Error(`not published: ${JSON.stringify(run)}`);
  return slug;
}
