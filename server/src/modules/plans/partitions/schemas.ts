import { Type } from 'typebox';
import { nullable } from '#kernel/nullable.ts';
import { agencySchema } from '#modules/organisations/index.ts';

const instant = () => Type.String({ format: 'date-time' });
const count = () => Type.Integer({ minimum: 0 });
export type PartitionState = 'fresh' | 'due' | 'late' | 'breached';

export const PartitionFreshness = Type.Object({
  id: Type.String(), th: Type.String(), en: Type.String(),
  state: Type.Unsafe<PartitionState>({ type: 'string', enum: ['fresh', 'due', 'late', 'breached'], description: 'fresh: it came; due: still in time; late: its working days are over; breached: those of grace too.' }),
  endsAt: instant(), dueAt: instant(), breachedAt: instant(), confirmedAt: nullable(instant()), onTime: nullable(Type.Boolean()), runId: nullable(Type.Integer()),
});
export const PartitionFreshnessList = Type.Object({ asOf: Type.String({ description: 'YYYY-MM-DD' }), counts: Type.Object({ fresh: count(), due: count(), late: count(), breached: count() }), items: Type.Array(PartitionFreshness) });
export const BoardPartitions = Type.Object({
  asOf: PartitionFreshnessList.properties.asOf, datasets: Type.Integer({ minimum: 0, description: 'Datasets with promised partitions that are over; those in greatest need are listed.' }),
  items: Type.Array(Type.Object({ slug: Type.String(), titleTh: Type.String(), titleEn: Type.String(), agency: agencySchema, counts: PartitionFreshnessList.properties.counts, items: PartitionFreshnessList.properties.items })),
});
