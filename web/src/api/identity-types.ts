/** Shapes of sign-on as the pages use them. Times are ISO in UTC. */
import type { Said } from './types.ts';

export type Method = 'password' | 'totp' | 'passkey' | 'recovery';

/** Who is signed in, and as what. */
export interface Who {
  name: string; role: string; roles: string[];
  /** `''`, `appointment:12`, `delegation:3`, `citizen` or `representation:4`. */
  persona: string; personaTh: string; personaEn: string; aal: number; ial: number;
}
export interface Persona extends Said { id: string; kind: string }
export interface Session {
  who: Who | null; personas: Persona[];
  /** Ways this account is enrolled for. */
  methods: Method[];
  /** Names of the policies that let this person in, whatever the assurance. */
  may: string[];
}
export interface DemoAccount { userName: string; password: string; roleTh: string; roleEn: string }
/** How the server runs and who asks; a server without sign-on names an `actor` and no `who`. */
export interface SystemNow {
  version: string; banner: Said | null; actor?: { name: string; role: string }; who?: Who | null; demo?: DemoAccount[] | null;
  sample: { running: boolean; done: number; total: number } | null;
}

/** After a first factor: done, or a second one is needed, by one of the methods. */
export interface SignInState { state: 'signed-in' | 'second-factor'; methods?: Method[] }
export interface Upstream { id: string; kind: string; nameTh: string; nameEn: string }

export interface Passkey { id: string; name: string; deviceBound: boolean; createdAt: string; usedAt: string | null }
export interface TotpSetup { secret: string; uri: string; qrSvg: string }
export interface ApiToken { id: string; name: string; hint: string; scopes: string[]; createdAt: string; expiresAt: string; usedAt: string | null }
export interface ServiceSession { clientId: string; nameTh: string; nameEn: string; startedAt: string; seenAt: string; endedAt: string | null }
export interface MySession {
  id: string; current: boolean; aal: number; methods: string[]; authenticatedAt: string; seenAt: string; agent: string | null; address: string | null; services: ServiceSession[];
}
export interface SignInEvent { id: number; at: string; outcome: string; methods: string[]; clientId: string | null; address: string | null; agent: string | null }
export interface Alarm { id: number; at: string; kind: string; detail: Record<string, unknown>; seenAt: string | null }

export interface Scope extends Said { name: string }
/** A service or device program that waits for an answer. */
export interface Waiting { id: string; nameTh: string; nameEn: string; agencyId: string | null }
export interface Interaction {
  client: Waiting; scopes: Scope[]; purposeTh: string | null; purposeEn: string | null; prompt: string;
  /** What is still missing before the service can be answered. */
  needs: { signIn: boolean; fresh: boolean; acr: string | null; ial: number | null; persona: boolean };
}
export interface OpenService { id: string; nameTh: string; nameEn: string; agencyId: string | null; homeUrl: string | null }
/** What a service was allowed to have; `scope` holds names with spaces between. */
export interface GivenConsent { clientId: string; nameTh: string; nameEn: string; scope: string; givenAt: string }
export interface MyServices { services: OpenService[]; consents: GivenConsent[] }
export interface DeviceRequest { client: Waiting; scopes: Scope[]; address: string | null }
