import { systemClock } from '#kernel/clock.ts';
import { route } from '#kernel/route.ts';
import { ChangedHostedService, HostedParams, HostedSaid, HostedService, HostingChoices, NewHostedService } from './schemas.ts';
import { changeHostedService } from './operations/change-hosted-service.ts';
import { offerHostedService } from './operations/offer-hosted-service.ts';
import { policies } from './policies.ts';
import { getHostedService, getHostingChoices } from './reads/hosted.ts';

const now = () => systemClock.now();
const { 'offer-service': offer, 'read-offer': read } = policies;

export const routes = [
  route({
    method: 'GET', path: '/datasets/:slug/hosting', operationId: 'getHostingChoices', summary: 'What of a dataset can be offered as a service', policy: read, params: HostedParams, response: { 200: HostingChoices },
    handler: ({ db, who, params }) => db.read((tx) => getHostingChoices(tx, who, params.slug)),
  }),
  route({
    method: 'POST', path: '/exchange/hosted-services', operationId: 'offerHostedService', summary: 'Offer a dataset as a service that answers from its releases', policy: offer, body: NewHostedService, response: { 201: HostedSaid },
    handler: async ({ db, actor, body, reply }) => { reply.status(201); return db.tx((tx) => offerHostedService(tx, actor, body, now())); },
  }),
  route({
    method: 'GET', path: '/exchange/hosted-services/:slug', operationId: 'getHostedService', summary: 'How a hosted service is set and what it answers from', policy: read, params: HostedParams, response: { 200: HostedService },
    handler: ({ db, who, params }) => db.read((tx) => getHostedService(tx, who, params.slug)),
  }),
  route({
    method: 'PUT', path: '/exchange/hosted-services/:slug', operationId: 'changeHostedService', summary: 'Change what a hosted service gives, with the reason', policy: offer, params: HostedParams, body: ChangedHostedService, response: { 200: HostedSaid },
    handler: ({ db, actor, params, body }) => db.tx((tx) => changeHostedService(tx, actor, params.slug, body, now())),
  }),
];
