import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { allowInsecureRequests, type Configuration, discovery, None, refreshTokenGrant, type TokenEndpointResponse } from 'openid-client';
import { replaceFile } from '../replace-file.ts';

/** What a person at this machine may do at one server, as `saphan login` keeps it. */
export interface Credential { readonly server: string; readonly accessToken: string; readonly refreshToken: string | null; readonly expiresAt: string }
/** Gives the bearer token for the next request; null when nobody signed in. */
export type TokenSource = () => Promise<string | null>;

const CLIENT_ID = 'saphan-cli';
const EARLY_MS = 60_000;
const LOCK_PATIENCE_MS = 15_000;
const file = () => join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'saphan', 'credentials.json');

/** How the server names itself; asked without a credential. */
export interface ServerName { readonly instanceId: string; readonly publicUrl: string }
export async function nameOf(address: string): Promise<ServerName> {
  return await (await fetch(`${address}/api/v1/system`)).json() as ServerName;
}

/** The provider of a server; http is accepted on this machine only (RFC 8252 §8.3). */
export async function providerAt(publicUrl: string): Promise<Configuration> {
  const url = new URL(publicUrl);
  const here = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  return discovery(new URL('/oidc', url), CLIENT_ID, undefined, None(), { execute: here ? [allowInsecureRequests] : [] });
}

/** The token of `SAPHAN_TOKEN`, else what `saphan login` kept for the server at `address`, refreshed when it is about to end. */
export function tokenFor(address: string): TokenSource {
  const given = process.env['SAPHAN_TOKEN']?.trim();
  if (given) return async () => given;
  let name: Promise<ServerName> | null = null;
  return async () => {
    if (!existsSync(file())) return null;
    name ??= nameOf(address);
    const { instanceId, publicUrl } = await name;
    const kept = readCredential(instanceId);
    if (!kept || !isEnding(kept)) return kept?.accessToken ?? null;
    return (await withLock(() => refresh(instanceId, publicUrl)))?.accessToken ?? null;
  };
}

/** Keeps what the provider gave, readable by its owner only. */
export function keepCredential(instanceId: string, server: string, tokens: TokenEndpointResponse): Credential {
  const kept: Credential = { server, accessToken: tokens.access_token, refreshToken: tokens.refresh_token ?? null, expiresAt: new Date(Date.now() + (tokens.expires_in ?? 300) * 1000).toISOString() };
  write({ ...readAll(), [instanceId]: kept });
  return kept;
}

export function readCredential(instanceId: string): Credential | null {
  return readAll()[instanceId] ?? null;
}

export function forgetCredential(instanceId: string): void {
  const { [instanceId]: _gone, ...others } = readAll();
  write(others);
}

/** Another process may have refreshed while this one waited for the lock: a refresh token is used once. */
async function refresh(instanceId: string, publicUrl: string): Promise<Credential | null> {
  const kept = readCredential(instanceId);
  if (!kept || !isEnding(kept)) return kept;
  if (kept.refreshToken === null) return null;
  try {
    return keepCredential(instanceId, publicUrl, await refreshTokenGrant(await providerAt(publicUrl), kept.refreshToken));
  } catch (error) {
    if ((error as { error?: string }).error !== 'invalid_grant') throw error;
    forgetCredential(instanceId); // signed out, suspended, or thirty days over
    return null;
  }
}

const isEnding = ({ expiresAt }: Credential) => Date.parse(expiresAt) - Date.now() < EARLY_MS;

function readAll(): Record<string, Credential> {
  return existsSync(file()) ? JSON.parse(readFileSync(file(), 'utf8')) as Record<string, Credential> : {};
}

function write(all: Record<string, Credential>): void {
  mkdirSync(dirname(file()), { recursive: true, mode: 0o700 });
  replaceFile(file(), `${JSON.stringify(all, null, 1)}\n`, 0o600);
}

/** One process at a time; a lock that outlives the patience was left by a killed one. */
async function withLock<T>(work: () => Promise<T>): Promise<T> {
  const lock = `${file()}.lock`;
  for (const until = Date.now() + LOCK_PATIENCE_MS; Date.now() < until && !take(lock);) await sleep(50);
  try {
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function take(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    return false;
  }
}
