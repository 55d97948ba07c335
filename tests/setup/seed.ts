import fc from 'fast-check';

/** The gate runs the same cases for everyone; `SAPHAN_TEST_SEED=random` (or a number) goes looking for new ones. */
const asked = process.env['SAPHAN_TEST_SEED'];
if (asked !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(asked ?? 20_261_121) });
/** A slow machine tries fewer cases; a property that was found false in any of them has failed all the same. */
fc.configureGlobal({ ...fc.readConfigureGlobal(), interruptAfterTimeLimit: 60_000, markInterruptAsFailure: false });
