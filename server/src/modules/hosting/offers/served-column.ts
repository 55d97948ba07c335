import type { ColumnType, PersonalData } from '@saphan/contracts/contract';
import type { ReleaseColumn } from '#modules/lake/index.ts';

/** A column that a service gives, as the release had it when the service was offered. */
export interface ServedColumn {
  readonly name: string;
  readonly titleTh: string;
  readonly titleEn: string;
  readonly type: ColumnType;
  readonly personal: PersonalData | null;
  /** The lake holds its keyed hash and a mask, no clear value. */
  readonly pseudonymised: boolean;
}

export const servedColumn = ({ name, titleTh, titleEn, type, personalData, shown }: ReleaseColumn): ServedColumn => ({ name, titleTh, titleEn, type, personal: personalData, pseudonymised: shown === 'companion' });

/** Types whose values are JSON numbers. */
export const isNumber = ({ type }: Pick<ServedColumn, 'type'>): boolean => type === 'integer' || type === 'decimal';
