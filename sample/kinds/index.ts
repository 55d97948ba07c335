import type { Kind } from '../kind.ts';
import { accounts, dailyReading, price, yearlyStatistic } from './measurements.ts';
import { certificate, personRegister, placeRegister } from './registers.ts';
import { activity, parcel, permit, project } from './works.ts';

/** The kinds of data by the names used in `datasets/*.yaml`. */
export const kinds = {
  person: personRegister, place: placeRegister, certificate, reading: dailyReading, price, statistic: yearlyStatistic, accounts, parcel, permit, project, activity,
} satisfies Record<string, Kind>;
export type KindName = keyof typeof kinds;
