import { Type } from 'typebox';
import type { Database } from '#kernel/db.ts';
import { assertMayLeadTo } from '#kernel/net/signed-post.ts';
import { route, type Route } from '#kernel/route.ts';
import { eventTypes, offeredTypes } from './event-types.ts';
import { MANY } from './feed/cloud-event.ts';
import { readEventFeed } from './feed/read-feed.ts';
import { policies } from './policies.ts';
import type { EventsPorts } from './ports.ts';
import {
  DeliveriesQuery, EventDeliveries, FeedEvents, FeedQuery, LetGo, LetGone, NewSubscription, Resend, Resent, Subscription, SubscriptionChange, SubscriptionList, SubscriptionParams, SubscriptionSecret, TriedSchema,
} from './schemas.ts';
import { testSubscription } from './subscriptions/deliver.ts';
import { agenciesOf, changeSubscription, createSubscription, letDeadLettersGo, listEventDeliveries, listSubscriptions, removeSubscription, resendDeadLetters, rotateSubscriptionSecret } from './subscriptions/subscriptions.ts';

const { 'read-feed': feed, 'read-subscriptions': read, 'keep-subscriptions': keep } = policies;

export const eventsRoutes = (ports: EventsPorts & { whole: Database }): Route[] => [feedRoute(ports), ...readRoutes, ...keepRoutes(ports)];

const feedRoute = (ports: EventsPorts & { whole: Database }): Route => route({
  method: 'GET', path: '/events/feed', operationId: 'readEventFeed', summary: 'Events after a place, as CloudEvents; waits for one when asked to', policy: feed, querystring: FeedQuery, response: { 200: FeedEvents },
  handler: async ({ db, who, query, reply }) => {
    const events = await readEventFeed(db, ports, who, query);
    reply.header('content-type', MANY);
    return events;
  },
});

const readRoutes: Route[] = [
  route({
    method: 'GET', path: '/events/subscriptions', operationId: 'listSubscriptions', summary: 'Systems that events are sent to', policy: read, response: { 200: SubscriptionList },
    handler: async ({ db, who }) => ({ items: await db.read((tx) => listSubscriptions(tx, who)), types: offeredTypes.map((type) => ({ type, name: eventTypes[type] })), agencies: agenciesOf(who) }),
  }),
  route({
    method: 'GET', path: '/events/subscriptions/:id/deliveries', operationId: 'listEventDeliveries', summary: 'Deliveries of a subscription: taken, waiting, dead', policy: read, params: SubscriptionParams, querystring: DeliveriesQuery, response: { 200: EventDeliveries },
    handler: ({ db, who, params, query }) => db.read((tx) => listEventDeliveries(tx, who, params.id, query)),
  }),
];

const keepRoutes = (ports: EventsPorts): Route[] => [
  route({
    method: 'POST', path: '/events/subscriptions', operationId: 'createSubscription', summary: 'Send events to a system (CloudEvents by Standard Webhooks)', policy: keep, body: NewSubscription, response: { 201: SubscriptionSecret },
    handler: async ({ db, who, body, reply }) => { await assertMayLeadTo(ports.rules, body.url); reply.status(201); return db.tx((tx) => createSubscription(tx, ports, who, body)); },
  }),
  route({
    method: 'PATCH', path: '/events/subscriptions/:id', operationId: 'changeSubscription', summary: 'Change a subscription, let it rest or go on', policy: keep, params: SubscriptionParams, body: SubscriptionChange, response: { 200: Subscription },
    handler: ({ db, who, params, body }) => db.tx((tx) => changeSubscription(tx, who, params.id, body)),
  }),
  route({
    method: 'POST', path: '/events/subscriptions/:id/secret', operationId: 'rotateSubscriptionSecret', summary: 'A new secret; the former one counts for a day', policy: keep, params: SubscriptionParams, response: { 200: SubscriptionSecret },
    handler: ({ db, who, params }) => db.tx((tx) => rotateSubscriptionSecret(tx, ports, who, params.id)),
  }),
  route({
    method: 'POST', path: '/events/subscriptions/:id/test', operationId: 'testSubscription', summary: 'Send a trial and say how it was taken', policy: keep, params: SubscriptionParams, response: { 200: TriedSchema },
    handler: ({ db, who, params }) => testSubscription(db, ports, who, params.id),
  }),
  route({
    method: 'POST', path: '/events/subscriptions/:id/resend', operationId: 'resendDeadLetters', summary: 'Send dead letters again', policy: keep, params: SubscriptionParams, body: Resend, response: { 200: Resent },
    handler: async ({ db, who, params, body }) => ({ resent: await db.tx((tx) => resendDeadLetters(tx, who, params.id, body.ids)) }),
  }),
  route({
    method: 'POST', path: '/events/subscriptions/:id/let-go', operationId: 'letDeadLettersGo', summary: 'Let dead letters go, with the reason', policy: keep, params: SubscriptionParams, body: LetGo, response: { 200: LetGone },
    handler: async ({ db, who, params, body }) => ({ letGo: await db.tx((tx) => letDeadLettersGo(tx, who, params.id, body)) }),
  }),
  route({
    method: 'DELETE', path: '/events/subscriptions/:id', operationId: 'removeSubscription', summary: 'Send nothing more to a system', policy: keep, params: SubscriptionParams, response: { 204: Type.Null() },
    handler: async ({ db, who, params, reply }) => { await db.tx((tx) => removeSubscription(tx, who, params.id)); reply.status(204); return null; },
  }),
];
