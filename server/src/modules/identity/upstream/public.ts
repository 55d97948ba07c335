/** What another provider said about whoever came back from it. */
export interface UpstreamFound {
  upstreamId: string;
  subject: string;
  /** A citizen id with a right check digit; never kept in clear. */
  pid?: string;
  /** Identity assurance × 10. */
  ial: number;
  aal: 1 | 2;
  name: string;
  givenTh: string;
  familyTh: string;
}

export { keepSimulatedThaid, simulatedThaidSecret } from './simulated.ts';
export type { Directory, DirectoryEntry } from './directory/port.ts';
export type { LdapSettings } from './settings.ts';
