import type { ModulePart } from '#kernel/module.ts';
import { adminPart } from './admin/part.ts';
import { followAgencies } from './agencies/follow-agencies.ts';
import { importPart } from './import/part.ts';
import { waysInPart } from './part.ts';
import type { IdentityPorts } from './ports.ts';
import { scimPart } from './scim/part.ts';
import { upstreamPart } from './upstream/part.ts';

/** The folders of the room; each brings its own routes, consumers and jobs. */
export const parts: readonly ((ports: IdentityPorts) => ModulePart)[] = [waysInPart, () => ({ consumers: [followAgencies] }), adminPart, scimPart, importPart, upstreamPart];
