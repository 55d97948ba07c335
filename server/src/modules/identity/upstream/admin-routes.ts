import { Type } from 'typebox';
import { textOrNull } from '#kernel/nullable.ts';
import { route, type Route } from '#kernel/route.ts';
import type { IdentityPorts } from '../ports.ts';
import { nothingSchema } from '../schemas.ts';
import { createUpstream, disableUpstream, enableUpstream, listUpstreamSettings, setUpstreamSecret, updateUpstream } from './administer.ts';
import { policies } from './policies.ts';
import { upstreamParams } from './routes.ts';
import { ldapSettingsSchema, oidcSettingsSchema, samlSettingsSchema } from './settings.ts';
import { acsUrl, entityId } from './saml/client.ts';
import { LARGEST_METADATA, readMetadata } from './saml/read-metadata.ts';
import { callbackUrl } from './start.ts';
import { testUpstream } from './test-upstream.ts';

const strict = { additionalProperties: false };
const text = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });
const kind = Type.Union([Type.Literal('oidc'), Type.Literal('thaid'), Type.Literal('ldap'), Type.Literal('saml')]);
const settings = Type.Union([oidcSettingsSchema, ldapSettingsSchema, samlSettingsSchema]);
const secret = Type.Object({ clientSecret: Type.String({ minLength: 1, maxLength: 2_000, description: 'Client secret, or password of the account that reads a directory.' }), apiKey: Type.Optional(Type.String({ minLength: 1, maxLength: 2_000 })) }, { ...strict, description: 'Kept sealed and never shown; every kind but SAML has one.' });
const names = { nameTh: text, nameEn: text };
const newUpstreamBody = Type.Object({ id: upstreamParams.properties.id, kind, ...names, settings, secret: Type.Optional(secret) }, strict);
const changeBody = Type.Object({ ...names, settings }, strict);
const settingsItem = Type.Object({
  id: Type.String(), kind, ...names, settings, hasSecret: Type.Boolean(), enabled: Type.Boolean(), callbackUrl: Type.String({ description: 'To register at the other system, letter by letter.' }),
  metadataUrl: Type.Union([Type.String(), Type.Null()], { description: 'Our own metadata, which a SAML identity provider loads.' }),
  changedAt: Type.String(), changedBy: Type.String(), lookedAt: textOrNull, lastError: textOrNull,
});

const metadataBody = Type.Object({ metadata: Type.String({ minLength: 1, maxLength: LARGEST_METADATA }) }, strict);
const { issuer, ssoUrl, certificates } = samlSettingsSchema.properties;
const triedSchema = Type.Object({ steps: Type.Array(Type.Object({ ok: Type.Boolean(), th: Type.String(), en: Type.String() })) });

/** Outside systems as their administrator sees them. */
export const upstreamAdminRoutes = (ports: IdentityPorts): Route[] => [
  route({
    method: 'GET', path: '/upstreams', operationId: 'listUpstreamSettings', summary: 'Settings of outside systems, without secrets', policy: policies['list-upstream-settings'], response: { 200: Type.Object({ items: Type.Array(settingsItem) }) },
    handler: async ({ db }) => ({ items: (await db.read(listUpstreamSettings)).map((each) => ({ ...each, callbackUrl: each.kind === 'saml' ? acsUrl(ports.publicUrl, each.id) : callbackUrl(ports.publicUrl, each.id), metadataUrl: each.kind === 'saml' ? entityId(ports.publicUrl, each.id) : null })) }),
  }),
  route({
    method: 'POST', path: '/upstreams', operationId: 'createUpstream', summary: 'Add an outside system', policy: policies['manage-upstreams'], body: newUpstreamBody, response: { 201: nothingSchema },
    handler: async ({ db, who, body, reply }) => { await db.tx((tx) => createUpstream(tx, ports, who, body)); return reply.status(201).send(null); },
  }),
  route({
    method: 'PUT', path: '/upstreams/:id', operationId: 'updateUpstream', summary: 'Change names and settings of an outside system', policy: policies['manage-upstreams'], params: upstreamParams, body: changeBody, response: { 204: nothingSchema },
    handler: async ({ db, who, params, body, reply }) => { await db.tx((tx) => updateUpstream(tx, ports, who, params.id, body)); return reply.status(204).send(null); },
  }),
  route({
    method: 'PUT', path: '/upstreams/:id/secret', operationId: 'setUpstreamSecret', summary: 'Replace the secret of an outside system', policy: policies['manage-upstreams'], params: upstreamParams, body: secret, response: { 204: nothingSchema },
    handler: async ({ db, who, params, body, reply }) => { await db.tx((tx) => setUpstreamSecret(tx, ports, who, params.id, body)); return reply.status(204).send(null); },
  }),
  route({
    method: 'POST', path: '/upstreams/:id/disable', operationId: 'disableUpstream', summary: 'Switch an outside system off; the sessions it opened end', policy: policies['manage-upstreams'], params: upstreamParams, body: Type.Object({ reason: text }, strict), response: { 200: Type.Object({ sessions: Type.Integer() }) },
    handler: async ({ db, who, params, body }) => ({ sessions: await db.tx((tx) => disableUpstream(tx, who, params.id, body.reason)) }),
  }),
  route({
    method: 'POST', path: '/upstreams/:id/enable', operationId: 'enableUpstream', summary: 'Switch an outside system on', policy: policies['manage-upstreams'], params: upstreamParams, response: { 204: nothingSchema },
    handler: async ({ db, who, params, reply }) => { await db.tx((tx) => enableUpstream(tx, who, params.id)); return reply.status(204).send(null); },
  }),
  route({
    method: 'POST', path: '/upstreams/:id/test', operationId: 'testUpstream', summary: 'Try an outside system as it is set up; nobody is signed in', policy: policies['manage-upstreams'], params: upstreamParams, response: { 200: triedSchema },
    handler: async ({ db, params }) => ({ steps: await testUpstream(db, ports, params.id) }),
  }),
  route({
    method: 'POST', path: '/saml-metadata', operationId: 'readMetadata', summary: 'What the metadata of a SAML identity provider say, as settings; nothing is kept', policy: policies['manage-upstreams'], body: metadataBody, response: { 200: Type.Object({ issuer, ssoUrl, certificates }) },
    handler: async ({ body }) => readMetadata(body.metadata),
  }),
];
