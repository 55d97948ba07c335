import { expect } from 'vitest';

/** What `rejects.toThrow` is given: a problem of the connectors, or of another room when its name says which. */
export const problemOf = (name: string, retry: string): unknown => expect.objectContaining({ code: name.includes('.') ? name : `connectors.${name}`, retry });
