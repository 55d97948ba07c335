import type { CatalogueDefinition, DataType, FieldDefinition } from '@saphan/contracts/catalogue/definition';

/** Names of sheets, without their beginning, by kind of dataset. */
export const sheetOf: Record<DataType, string> = { record: 'Record', statistic: 'Stat', gis: 'GIS', multi: 'Multi', other: 'Other' };
export const META = 'Temp2_Meta_';
export const RESOURCE = 'Temp3_Resource_';

/** The government's own names of columns → the field each holds. */
const fieldNames: Record<string, string> = { d_type: 'data_type' };
const resourceNames: Record<string, string> = { resource_name: 'name', resource_url: 'url' };
const labels: Record<string, { th: string; en: string; helpTh: string }> = {
  name: { th: 'ชื่อย่อ (URL)', en: 'Short name', helpTh: 'a–z 0–9 และขีดกลาง ไม่ซ้ำกัน ใช้โยงกับแผ่นทรัพยากร' },
  dataset_name: { th: 'ชื่อย่อของชุดข้อมูล', en: 'Short name of the dataset', helpTh: 'ตรงกับคอลัมน์ชื่อย่อในแผ่นชุดข้อมูล' },
};

export interface TemplateColumn {
  /** As the template has it: `d_type`. */
  readonly name: string;
  readonly field: FieldDefinition | null;
  readonly th: string;
  readonly en: string;
  readonly helpTh: string;
}

/** Columns of a sheet in a version of the standard, in order; null for a sheet that it does not have. */
export function columnsOf(definition: CatalogueDefinition, version: string, sheet: string): TemplateColumn[] | null {
  const names = definition.template.versions[version]?.[sheet];
  if (!names) return null;
  const isResource = sheet.startsWith(RESOURCE);
  const fields = isResource ? definition.resourceFields : definition.fields;
  return names.map((name) => {
    const key = (isResource ? resourceNames : fieldNames)[name] ?? name;
    const field = fields.find((each) => each.key === key) ?? null;
    const own = labels[name];
    return { name, field: own ? null : field, th: own?.th ?? field?.th ?? name, en: own?.en ?? field?.en ?? name, helpTh: own?.helpTh ?? field?.helpTh ?? '' };
  });
}

/** The header of a column as we write it: what a clerk reads, and the name by which it is found again. */
export const headerOf = ({ th, name }: TemplateColumn): string => `${th} [${name}]`;

const plain = (text: string): string => text.normalize('NFC').toLowerCase().replace(/[\s*]+/g, '').replace(/^[\d.]+/, '');

/** Whether a header says this column: by its name, in brackets or alone, or by its label in either language. */
export function isHeaderOf(header: string, column: TemplateColumn): boolean {
  const named = /\[([a-z_]+)\]\s*$/.exec(header)?.[1];
  if (named !== undefined) return named === column.name;
  return [column.name, column.th, column.en, column.field?.key ?? ''].some((each) => each !== '' && plain(each) === plain(header));
}

/** `0` → `A`, `27` → `AB`. */
export function letterOf(at: number): string {
  let name = '';
  for (let rest = at + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}
