import { Type } from 'typebox';
import { assertMayLeadTo } from '#kernel/net/signed-post.ts';
import { route, type Route } from '#kernel/route.ts';
import { accountOf, changeNoticeSettings, markOwnNotices, readOwnNotices, readOwnSettings, readUnread } from './inbox/inbox.ts';
import { coordinatorRoutes } from './coordinators/routes.ts';
import { kindNames, noticeKinds } from './kinds.ts';
import { takeMailReport } from './mail/report.ts';
import { policies } from './policies.ts';
import type { NoticesPorts } from './ports.ts';
import { DeliveryList, MarkBody, NewWebhook, NoticeList, NoticesQuery, ReportTaken, Settings, SettingsBody, TriedSchema, Unread, Webhook, WebhookChange, WebhookList, WebhookParams, WebhookSecret } from './schemas.ts';
import { changeWebhook, createWebhook, listWebhookDeliveries, listWebhookViews, removeWebhook, rotateWebhookSecret, testWebhook } from './webhooks/webhooks.ts';

/** Own notices and settings, reports of mail systems, webhooks. */
export const noticesRoutes = (ports: NoticesPorts): Route[] => [...ownRoutes, ...coordinatorRoutes, reportRoute, ...webhookRoutes(ports)];

const ownRoutes: Route[] = [
  route({
    method: 'GET', path: '/notices', operationId: 'listOwnNotices', summary: 'Own notices, newest first', policy: policies['read-own'], querystring: NoticesQuery, response: { 200: NoticeList },
    handler: ({ db, who, query }) => db.read((tx) => readOwnNotices(tx, accountOf(who), query)),
  }),
  route({
    method: 'GET', path: '/notices/unread', operationId: 'getUnreadNotices', summary: 'How many own notices are unread', policy: policies['read-own'], response: { 200: Unread },
    handler: ({ db, who }) => db.read((tx) => readUnread(tx, accountOf(who))),
  }),
  route({
    method: 'POST', path: '/notices/mark', operationId: 'markOwnNotices', summary: 'Mark own notices as read or unread', policy: policies['mark-own'], body: MarkBody, response: { 200: Unread },
    handler: ({ db, who, body }) => db.tx((tx) => markOwnNotices(tx, accountOf(who), body)),
  }),
  route({
    method: 'GET', path: '/notices/settings', operationId: 'readNoticeSettings', summary: 'What is mailed to me, when and where', policy: policies['read-own'], response: { 200: Settings },
    handler: ({ db, who }) => db.read((tx) => readOwnSettings(tx, accountOf(who))),
  }),
  route({
    method: 'PATCH', path: '/notices/settings', operationId: 'changeNoticeSettings', summary: 'Choose what is mailed to me and when', policy: policies['set-own'], body: SettingsBody, response: { 200: Settings },
    handler: ({ db, who, body }) => db.tx((tx) => changeNoticeSettings(tx, accountOf(who), body)),
  }),
];

const LONGEST_REPORT = 262_144;

const reportRoute = route({
  method: 'POST', path: '/notices/mail-reports', operationId: 'takeMailReport', summary: 'A delivery report of the mail system (RFC 3464), as it came', policy: policies['take-mail-report'],
  body: Type.Object({ message: Type.String({ minLength: 1, maxLength: LONGEST_REPORT, description: 'The whole message.' }) }, { additionalProperties: false }), response: { 200: ReportTaken },
  handler: ({ db, body }) => db.tx((tx) => takeMailReport(tx, body.message)),
});

function webhookRoutes(ports: NoticesPorts): Route[] {
  return [
    route({
      method: 'GET', path: '/notices/webhooks', operationId: 'listWebhooks', summary: 'Systems that notices of agencies are sent to', policy: policies['read-webhooks'], response: { 200: WebhookList },
      handler: async ({ db, who }) => ({ items: await db.read((tx) => listWebhookViews(tx, who)), kinds: kindNames.filter((kind) => !('own' in noticeKinds[kind])).map((kind) => ({ kind, name: { th: noticeKinds[kind].th, en: noticeKinds[kind].en } })) }),
    }),
    route({
      method: 'POST', path: '/notices/webhooks', operationId: 'createWebhook', summary: 'Send notices to a system (Standard Webhooks)', policy: policies['manage-webhooks'], body: NewWebhook, response: { 201: WebhookSecret },
      handler: async ({ db, who, body, reply }) => { await assertMayLeadTo(ports.rules, body.url); reply.status(201); return db.tx((tx) => createWebhook(tx, ports, who, body)); },
    }),
    route({
      method: 'PATCH', path: '/notices/webhooks/:id', operationId: 'changeWebhook', summary: 'Change, stop or start a webhook', policy: policies['manage-webhooks'], params: WebhookParams, body: WebhookChange, response: { 200: Webhook },
      handler: ({ db, who, params, body }) => db.tx((tx) => changeWebhook(tx, who, params.id, body)),
    }),
    route({
      method: 'POST', path: '/notices/webhooks/:id/secret', operationId: 'rotateWebhookSecret', summary: 'A new secret; the former one counts for a day', policy: policies['manage-webhooks'], params: WebhookParams, response: { 200: WebhookSecret },
      handler: ({ db, who, params }) => db.tx((tx) => rotateWebhookSecret(tx, ports, who, params.id)),
    }),
    route({
      method: 'POST', path: '/notices/webhooks/:id/test', operationId: 'testWebhook', summary: 'Send a trial and say how it was taken', policy: policies['manage-webhooks'], params: WebhookParams, response: { 200: TriedSchema },
      handler: ({ db, who, params }) => testWebhook(db, ports, who, params.id),
    }),
    route({
      method: 'GET', path: '/notices/webhooks/:id/deliveries', operationId: 'listWebhookDeliveries', summary: 'The last fifty deliveries of a webhook', policy: policies['read-webhooks'], params: WebhookParams, response: { 200: DeliveryList },
      handler: async ({ db, who, params }) => ({ items: await db.read((tx) => listWebhookDeliveries(tx, who, params.id)) }),
    }),
    route({
      method: 'DELETE', path: '/notices/webhooks/:id', operationId: 'removeWebhook', summary: 'Send nothing more to a system', policy: policies['manage-webhooks'], params: WebhookParams, response: { 204: Type.Null() },
      handler: async ({ db, who, params, reply }) => { await db.tx((tx) => removeWebhook(tx, who, params.id)); reply.status(204); return null; },
    }),
  ];
}
