import { describe, expect, it } from 'vitest';
import { assertNodeVersion } from './node-version.ts';

describe('the version of Node', () => {
  it.each(['24.12.0', '24.21.0'])('may be %s', (version) => { expect(() => assertNodeVersion(version)).not.toThrow(); });
  it.each(['18.20.0', '24.11.1', '25.0.0', '26.1.0'])('may not be %s', (version) => {
    expect(() => assertNodeVersion(version)).toThrow(expect.objectContaining({ code: 'wrong-node', en: expect.stringContaining(version) }));
  });
});
