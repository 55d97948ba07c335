import { afterAll, beforeAll } from 'vitest';
import { startHouse, stopHouse } from './testing/house.ts';

// One server for the whole folder: the suites are declared here, in this one file.
beforeAll(startHouse);
afterAll(stopHouse);

await import('./bad-files.suite.ts');
await import('./sources.suite.ts');
await import('./changed-files.suite.ts');
await import('./formats.suite.ts');
await import('./quarantine.suite.ts');
await import('./releases.suite.ts');
await import('./downloads.suite.ts');
await import('./runs.suite.ts');
