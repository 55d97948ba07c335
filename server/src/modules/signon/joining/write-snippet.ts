import { readFileSync } from 'node:fs';

/** What a snippet needs to know of the house and of the service. */
export interface SnippetFacts { issuer: string; clientId: string; redirectUri: string; postLogoutRedirectUri: string; scopes: string; authMethod: string }

/** Lines that join an e-service, ready to be copied. */
export interface Snippet { language: string; title: string; file: string; install: string; code: string }

interface Language { language: string; title: string; file: string; install: string; quote(value: string): string; parts(authMethod: string): Record<string, string> }

// What an owner registered must not become code: every value goes in as a string literal of the language.
const inDoubleQuotes = (value: string): string => JSON.stringify(value).replace(/'/g, '\\u0027');
const inSingleQuotes = (value: string): string => `'${value.replace(/[\\']/g, (letter) => `\\${letter}`)}'`;

const nodeProofs: Record<string, string> = {
  none: 'oidc.None()', client_secret_post: 'oidc.ClientSecretPost(process.env.SAPHAN_CLIENT_SECRET)',
  private_key_jwt: "oidc.PrivateKeyJwt(await crypto.subtle.importKey('jwk', JSON.parse(process.env.SAPHAN_CLIENT_KEY), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']))",
};
const javaProofs: Record<string, string> = { none: 'NONE', client_secret_post: 'CLIENT_SECRET_POST', private_key_jwt: 'PRIVATE_KEY_JWT' };

const languages: readonly Language[] = [
  {
    language: 'php', title: 'PHP · league/oauth2-client, firebase/php-jwt', file: 'callback.php', install: 'composer require league/oauth2-client:^2.7 firebase/php-jwt:^6.10', quote: inSingleQuotes,
    parts: (method) => ({ secret: method.startsWith('client_secret_') ? "getenv('SAPHAN_CLIENT_SECRET')" : "''", proof: method === 'client_secret_basic' ? 'HttpBasicAuthOptionProvider' : 'PostAuthOptionProvider' }),
  },
  {
    language: 'dotnet', title: '.NET · Microsoft.AspNetCore.Authentication.OpenIdConnect', file: 'Program.cs', install: 'dotnet add package Microsoft.AspNetCore.Authentication.OpenIdConnect', quote: inDoubleQuotes,
    parts: (method) => ({ secret: method.startsWith('client_secret_') ? '        options.ClientSecret = builder.Configuration["SAPHAN_CLIENT_SECRET"];' : '        // No secret: the service proves itself in another way.' }),
  },
  {
    language: 'java', title: 'Java · Spring Security', file: 'EService.java', install: 'implementation("org.springframework.boot:spring-boot-starter-oauth2-client")', quote: inDoubleQuotes,
    parts: (method) => ({ secret: method.startsWith('client_secret_') ? '.clientSecret(System.getenv("SAPHAN_CLIENT_SECRET"))' : '', proof: javaProofs[method] ?? 'CLIENT_SECRET_BASIC' }),
  },
  {
    language: 'node', title: 'Node.js · openid-client', file: 'server.mjs', install: 'npm install openid-client@6', quote: inDoubleQuotes,
    parts: (method) => ({ proof: nodeProofs[method] ?? 'oidc.ClientSecretBasic(process.env.SAPHAN_CLIENT_SECRET)' }),
  },
];

/** The lines of every language for one service; secrets are read from its environment. */
export function writeSnippets(facts: SnippetFacts): Snippet[] {
  return languages.map(({ language, title, file, install, quote, parts }) => {
    const values: Record<string, string> = { ...facts, callbackPath: new URL(facts.redirectUri).pathname };
    const written: Record<string, string> = { ...Object.fromEntries(Object.entries(values).map(([name, value]) => [name, quote(value)])), ...parts(facts.authMethod) };
    const template = readFileSync(new URL(`./snippets/${file}.txt`, import.meta.url), 'utf8');
    return { language, title, file, install, code: template.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => written[name] ?? '') };
  });
}
