import { openEvidenceSpool } from '../evidence/spool-file.ts';
import { recordFor } from './spooled-record.ts';

/** Writes evidence to disk until it is killed, and says each id only once its record lies there. */
const spool = openEvidenceSpool({ dir: process.argv[2] as string, limitBytes: 1e9, damaged: () => undefined });
await Promise.all(Array.from({ length: 8 }, async () => {
  for (;;) {
    const record = recordFor({});
    await spool.add(record);
    process.stdout.write(`${record.id}\n`);
  }
}));
