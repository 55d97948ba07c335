/** What `definitions/catalogue/` says: the metadata standard as data. Form, rules, CKAN, DCAT and the workbook are made from it. */
export interface CatalogueDefinition {
  readonly sections: readonly { readonly key: string; readonly th: string; readonly en: string }[];
  /** In the order in which a clerk fills them. */
  readonly fields: readonly FieldDefinition[];
  readonly resourceFields: readonly FieldDefinition[];
  readonly vocabularies: Readonly<Record<string, readonly Term[]>>;
  readonly rules: CatalogueRules;
  readonly template: WorkbookTemplate;
}

/** `record` ข้อมูลระเบียน … `other` ข้อมูลประเภทอื่นๆ. */
export const dataTypes = ['record', 'statistic', 'gis', 'multi', 'other'] as const;
export type DataType = (typeof dataTypes)[number];

export type FieldKind = 'text' | 'long-text' | 'tags' | 'code' | 'codes' | 'date' | 'year' | 'number' | 'boolean' | 'email' | 'url' | 'degree';

export interface FieldDefinition {
  /** As CKAN has it. */
  readonly key: string;
  /** Number among the 14 mandatory items (`9.1`, `9.2` are halves of one), or null. */
  readonly item: string | null;
  readonly section: string | null;
  readonly th: string;
  readonly en: string;
  readonly kind: FieldKind;
  readonly vocabulary: string | null;
  /** Text field to fill when `อื่นๆ` is chosen here. */
  readonly otherField: string | null;
  /** The field whose `อื่นๆ` this text explains. */
  readonly otherOf: string | null;
  /** Lives on the dataset itself under this name, not in the record's metadata. */
  readonly core: string | null;
  readonly maxLength: number | null;
  /** Dataset types that have the field. */
  readonly types: readonly DataType[];
  readonly required: boolean;
  readonly since: string | null;
  readonly helpTh: string;
  readonly helpEn: string;
  readonly example: string;
  readonly dcat: { readonly class: string; readonly property: string; readonly note: string | null } | null;
}

export interface Term {
  readonly code: string;
  /** As it stands on the wire of CKAN. */
  readonly value: string;
  readonly th: string;
  readonly en: string;
  readonly dcat: string | null;
  /** The code is no published one: it never leaves the house, the text does. */
  readonly inferred: boolean;
  /** อื่นๆ: wants its text. */
  readonly other: boolean;
  readonly since: string | null;
  /** Last version of the standard that had it; still read, no longer offered. */
  readonly until: string | null;
  readonly exponent10: number | null;
  /** Of `data_type` only. */
  readonly type: DataType | null;
}

export interface CatalogueRules {
  readonly categories: readonly { readonly category: string; readonly classifications: readonly string[]; readonly defaultClassification: string; readonly personal: boolean; readonly condition: string | null }[];
  readonly licences: readonly { readonly classification: string; readonly licences: readonly string[]; readonly defaultLicence: string }[];
  readonly audiences: readonly { readonly classification: string; readonly widest: 'open' | 'government' | 'internal' }[];
  /** Units of frequency for which no interval is asked. */
  readonly noInterval: readonly string[];
  /** Longest time between two updates of one unit. */
  readonly unitHours: Readonly<Record<string, number>>;
}

export interface WorkbookTemplate {
  /** 1-based row of the headers; the row below is a note. */
  readonly headerRow: number;
  /** Version of the standard → sheet → columns in order. */
  readonly versions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly groups: readonly { readonly key: string; readonly th: string }[];
}

/** What is wrong or missing in a record, beside the field it is about. */
export interface RecordProblem {
  readonly field: string;
  /** Number of the mandatory item, or null. */
  readonly item: string | null;
  /** `missing` stops publication only; `wrong` is refused in drafts too; `rule` is between fields and stops publication. */
  readonly kind: 'missing' | 'wrong' | 'rule';
  readonly th: string;
  readonly en: string;
}
