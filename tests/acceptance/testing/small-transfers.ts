// Loaded into every process of the acceptance server before its own code (`--import`): how long a source may send, in
// a time that a test can wait for. The real limit is six hours; everything else of the server is as it is.
import { defaultLimits, type FetchLimits } from '../../../server/src/kernel/net/guarded-fetch.ts';

Object.assign(defaultLimits, { totalMs: 6_000 } satisfies Partial<FetchLimits>);
