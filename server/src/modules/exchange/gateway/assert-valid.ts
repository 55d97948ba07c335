import type { AgreedCall } from './call.ts';

/** Whether a request is as the document of a strict service says. */
export function assertValid(_call: AgreedCall): void { /* filled below */ }
