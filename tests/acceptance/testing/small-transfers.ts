// Loaded into every process of the acceptance server before its own code (`--import`): what a source may send, in sizes and times that a
// test can wait for. The real limits are 20 GB and six hours; everything else of the server is as it is.
import { defaultLimits, type FetchLimits } from '../../../server/src/kernel/net/guarded-fetch.ts';

Object.assign(defaultLimits, { bytes: 3_000_000, totalMs: 6_000 } satisfies Partial<FetchLimits>);
