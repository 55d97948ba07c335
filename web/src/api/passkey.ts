import {
  browserSupportsWebAuthn, browserSupportsWebAuthnAutofill, type PublicKeyCredentialCreationOptionsJSON, type PublicKeyCredentialRequestOptionsJSON, startAuthentication, startRegistration,
  WebAuthnAbortService,
} from '@simplewebauthn/browser';
import { ask } from './client.ts';
import type { Passkey, SignInState } from './identity-types.ts';

interface Started<Options> { challengeId: string; options: Options }

/** Whether this browser knows passkeys at all. */
export const knowsPasskeys = (): boolean => browserSupportsWebAuthn();

/** Whether the browser can offer passkeys in the list below the user name. */
export const offersPasskeys = (): Promise<boolean> => browserSupportsWebAuthnAutofill();

/** Ends a waiting offer, so that another ceremony may begin. */
export const stopPasskeys = (): void => WebAuthnAbortService.cancelCeremony();

/**
 * Proves possession of a passkey and takes the answer to the server.
 *
 * @param path `/sign-in/passkey` or `/session/step-up/passkey`.
 * @param quietly waits in the list below the user name instead of opening the browser's window, and hears of the server's answer once it is asked for.
 */
export async function provePasskey(path: string, quietly?: (answer: Promise<SignInState>) => void): Promise<SignInState> {
  const { challengeId, options } = await ask<Started<PublicKeyCredentialRequestOptionsJSON>>('POST', `${path}/options`, { body: {} });
  const response = await startAuthentication({ optionsJSON: options, useBrowserAutofill: quietly !== undefined });
  const answer = ask<SignInState>('POST', path, { body: { challengeId, response } });
  quietly?.(answer);
  return answer;
}

/** Makes a passkey on this device and enrols it. */
export async function enrolPasskey(name: string): Promise<Passkey> {
  const { challengeId, options } = await ask<Started<PublicKeyCredentialCreationOptionsJSON>>('POST', '/me/passkeys/options', { body: {} });
  const response = await startRegistration({ optionsJSON: options });
  return ask('POST', '/me/passkeys', { body: { challengeId, name, response } });
}

/** Whether the person closed the browser's window or let it run out: no failure, only no answer. */
export function wasStopped(error: unknown): boolean {
  return error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'AbortError');
}
