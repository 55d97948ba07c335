import type { Job } from '#kernel/jobs.ts';
import { measureRaw } from '#modules/linkage/index.ts';
import { forgetOldMeasures, measureDatabase, measureLake, putMeasure } from './measure.sql.gen.ts';

/** Notes how much lies where, so that nobody who looks at the page has to add it up. */
export const measureStores: Job = {
  name: 'operations.measure-stores', everySeconds: 900, leaseSeconds: 300,
  run: (db) => db.tx(async (tx) => {
    await putMeasure(tx, { store: 'register', ...await measureDatabase(tx, {}) });
    await putMeasure(tx, { store: 'raw', ...await measureRaw(tx) });
    await putMeasure(tx, { store: 'lake', ...await measureLake(tx, {}) });
    await forgetOldMeasures(tx, {});
  }),
};
