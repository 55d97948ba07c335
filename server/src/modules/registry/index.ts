import { defineModule, joinParts, type Module } from '#kernel/module.ts';
import { followAgencies } from './agencies/follow-agencies.ts';
import { credentialsPart } from './credentials/part.ts';
import { keysPart } from './keys/part.ts';
import type { RegistryPorts } from './ports.ts';
import { sandboxPart } from './sandbox/part.ts';
import { servicesPart } from './services/part.ts';
import { systemsPart } from './systems/part.ts';

export { getSystemCredentials, makeSystemCredentials } from './credentials/make-credentials.ts';
export { registryHoldings } from './agencies/follow-agencies.ts';
export type { Json } from './documents/document.ts';
export { type ParameterRule, type RequestRules } from './documents/operations-of.ts';
export { compileRequestCheck, type CheckRequest } from './documents/request-check.ts';
export { keyValidAt } from './keys/read-keys.ts';
export { challengeText, isSignedBy } from './keys/proof.ts';
export { readPublicKey, type KeyAlgorithm, type PublicKey } from './keys/public-key.ts';
export { addSystemKey, challengeSystemKey, revokeSystemKey } from './keys/save-keys.ts';
export type { RegistryPorts } from './ports.ts';
export { answerFromExample, type SandboxAnswer } from './sandbox/answer.ts';
export { openUpstreamCredential } from './services/credential.ts';
export { moveDataService } from './services/move-service.ts';
export { publishServiceVersion } from './services/publish-version.ts';
export { getDataService, getServiceDocument, listDataServices } from './services/read-services.ts';
export { changeDataService, createDataService } from './services/save-service.ts';
export type { NewServiceVersion, Service, ServiceDraft, ServiceMove, ServicePage, UpstreamCredential } from './services/schemas.ts';
export { changeSystem, createSystem } from './systems/save-system.ts';
export { readSystem, listSystems } from './systems/read-systems.ts';
export type { NewSystem, System, SystemPage } from './systems/schemas.ts';

/** Systems of agencies, their keys, and the data services they offer. */
export function registry(ports: RegistryPorts): Module {
  return defineModule({ name: 'registry', uses: ['organisations', 'ledger', 'signon', 'catalog'], migrations: new URL('./migrations/', import.meta.url), ...joinParts([{ consumers: [followAgencies] }, systemsPart, keysPart, credentialsPart(ports), servicesPart(ports), sandboxPart(ports)]) });
}
