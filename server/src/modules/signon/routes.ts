import type { ModulePart } from '#kernel/module.ts';
import { agenciesPart } from './agencies/part.ts';
import { forwardPart } from './forward/part.ts';
import { joiningPart } from './joining/part.ts';
import { providerPart } from './part.ts';
import type { SignonPorts } from './ports.ts';
import { selfTestPart } from './self-test/part.ts';

/** The folders of the room; each brings its own routes, consumers, jobs and mounts. */
export const parts: readonly ((ports: SignonPorts) => ModulePart)[] = [providerPart, joiningPart, selfTestPart, forwardPart, agenciesPart];
