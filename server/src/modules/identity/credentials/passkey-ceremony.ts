import type {
  AuthenticationResponseJSON, PublicKeyCredentialCreationOptionsJSON, PublicKeyCredentialRequestOptionsJSON, RegistrationResponseJSON, VerifiedRegistrationResponse,
} from '@simplewebauthn/server';
import type { FindPasskeyRow } from './passkey.sql.gen.ts';

/** Loaded at the first passkey: it brings a reader of certificates that is larger than the rest of this module. */
const library = () => import('@simplewebauthn/server');

/** EdDSA, ES256, RS256: what authenticators of today have. */
const ALGORITHMS = [-8, -7, -257];

/** Where a passkey belongs: the host of the public address. */
export interface Site { rpID: string; origin: string }
export const siteOf = (publicUrl: string): Site => ({ rpID: new URL(publicUrl).hostname, origin: new URL(publicUrl).origin });

/** What an authenticator keeps as the user: the account's id as bytes, never a name. */
export const userHandleOf = (accountId: string): string => Buffer.from(accountId.replaceAll('-', ''), 'hex').toString('base64url');

interface Known { id: string; transports: string[] }
const described = ({ id, transports }: Known) => ({ id, transports: transports as [] });

/** What a browser needs to make a passkey: kept by the device, and only with the person's finger, face or PIN. */
export async function creationOptions(site: Site, account: { id: string; name: string }, existing: Known[]): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { generateRegistrationOptions } = await library();
  return generateRegistrationOptions({
    rpName: 'Saphan', rpID: site.rpID, userName: account.name, userDisplayName: account.name, userID: new Uint8Array(Buffer.from(userHandleOf(account.id), 'base64url')), attestationType: 'none',
    excludeCredentials: existing.map(described), authenticatorSelection: { residentKey: 'required', userVerification: 'required' }, supportedAlgorithmIDs: ALGORITHMS,
  });
}

/** What a browser needs to use one: of a known account, or whichever the person picks. */
export async function requestOptions(site: Site, known: Known[]): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { generateAuthenticationOptions } = await library();
  return generateAuthenticationOptions({ rpID: site.rpID, userVerification: 'required', ...(known.length > 0 && { allowCredentials: known.map(described) }) });
}

/** What was enrolled, or null when the answer does not fit the challenge, the site or the signature. */
export async function readEnrolment(site: Site, challenge: string, response: unknown): Promise<NonNullable<VerifiedRegistrationResponse['registrationInfo']> | null> {
  const { verifyRegistrationResponse } = await library();
  const read = await verifyRegistrationResponse({
    response: response as RegistrationResponseJSON, expectedChallenge: challenge, expectedOrigin: site.origin, expectedRPID: site.rpID, requireUserVerification: true, supportedAlgorithmIDs: ALGORITHMS,
  }).catch(() => null);
  return read?.verified ? read.registrationInfo : null;
}

/**
 * The authenticator's count in a right answer; null for a wrong one. Whether the count goes back is for the caller to see: it is reason
 * for an alarm, not only for a refusal.
 */
export async function readProof(site: Site, challenge: string, passkey: FindPasskeyRow, response: unknown): Promise<number | null> {
  const answer = response as AuthenticationResponseJSON;
  const handle = answer.response?.userHandle;
  if (handle !== undefined && handle !== userHandleOf(passkey.account_id)) return null;
  const { verifyAuthenticationResponse } = await library();
  const read = await verifyAuthenticationResponse({
    response: answer, expectedChallenge: challenge, expectedOrigin: site.origin, expectedRPID: site.rpID, requireUserVerification: true,
    credential: { id: passkey.id, publicKey: new Uint8Array(passkey.public_key), counter: 0, transports: passkey.transports as [] },
  }).catch(() => null);
  return read?.verified ? read.authenticationInfo.newCounter : null;
}
