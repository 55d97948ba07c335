/** Names for what the API says about the person at the screen (`schema.gen.ts`). Times are ISO in UTC. */
import type { Answer } from './shape.ts';

export type Session = Answer<'getSession', 200>;
/** Who is signed in, and as what. */
export type Who = NonNullable<Session['who']>;
export type Persona = Session['personas'][number];
export type Method = Session['methods'][number];
/** How the server runs and who asks. */
export type SystemNow = Answer<'getSystem', 200>;
export type DemoAccount = NonNullable<SystemNow['demo']>[number];

/** After a first factor: done, or a second one is needed, by one of the methods. */
export type SignInState = Answer<'signInWithPassword', 200>;
export interface Upstream { id: string; kind: string; nameTh: string; nameEn: string; simulated: boolean }
/** An outside identity that opens this account. */
export interface UpstreamLink { upstreamId: string; nameTh: string; nameEn: string; ial: number; linkedAt: string }

export type Passkey = Answer<'listMyPasskeys', 200>['items'][number];
export type TotpSetup = Answer<'startTotp', 200>;
export type ApiToken = Answer<'listMyTokens', 200>['items'][number];
export type MySession = Answer<'listMySessions', 200>['items'][number];
export type SignInEvent = Answer<'listMyHistory', 200>['items'][number];
export type Alarm = Answer<'listMyAlarms', 200>['items'][number];

/** A service or device program that waits for an answer. */
export type Interaction = Answer<'getInteraction', 200>;
export type Scope = Interaction['scopes'][number];
export type MyServices = Answer<'listMyServices', 200>;
export type OpenService = MyServices['services'][number];
/** What a service was allowed to have; `scope` holds names with spaces between. */
export type GivenConsent = MyServices['consents'][number];
export type DeviceRequest = Answer<'getDeviceRequest', 200>;
