import type { MetadataValue } from '@saphan/contracts/catalogue/record';

/** A value in the form in which it is kept, null when there is none, or what is wrong with it. */
export type Reading = { value: MetadataValue | null } | { th: string; en: string };
