import { expect } from 'vitest';

// The architecture tests look at all of a house, so that they compile all of it.
if (!expect.getState().testPath?.includes('/tests/architecture/')) await import('./late-schemas.ts');
