import { systemClock } from '#kernel/clock.ts';
import type { ModulePart } from '#kernel/module.ts';
import { route } from '#kernel/route.ts';
import { policies } from './policies.ts';
import { getExchange, listExchanges } from './read-exchanges.ts';
import { getTraffic, listAgreementUses } from './read-traffic.ts';
import { AgreementUses, AgreementUsesQuery, ExchangeList, ExchangePage, ExchangeParams, ExchangesQuery, Traffic, TrafficQuery } from './schemas.ts';

const now = () => systemClock.now();
const { 'read-traffic': figures, 'read-exchanges': each } = policies;

/** What goes through the gateway, for those who ask and answer there. */
export const trafficPart: ModulePart = {
  routes: [
    route({
      method: 'GET', path: '/exchange/traffic', operationId: 'getTraffic', summary: 'Exchanges of the last minutes by service and consumer: errors, waits', policy: figures, querystring: TrafficQuery, response: { 200: Traffic },
      handler: ({ db, who, query }) => db.read((tx) => getTraffic(tx, who, query, now())),
    }),
    route({
      method: 'GET', path: '/exchange/uses', operationId: 'listAgreementUses', summary: 'Who uses whose data by which agreement, and how much of its quota', policy: figures, querystring: AgreementUsesQuery, response: { 200: AgreementUses },
      handler: ({ db, who, query }) => db.read((tx) => listAgreementUses(tx, who, query, now())),
    }),
    route({
      method: 'GET', path: '/exchange/exchanges', operationId: 'listExchanges', summary: 'Exchanges of which one is a party, newest first', policy: each, querystring: ExchangesQuery, response: { 200: ExchangeList },
      handler: ({ db, who, query }) => db.read((tx) => listExchanges(tx, who, query, now())),
    }),
    route({
      method: 'GET', path: '/exchange/exchanges/:id', operationId: 'getExchange', summary: 'One exchange and its evidence', policy: each, params: ExchangeParams, response: { 200: ExchangePage },
      handler: ({ db, who, params }) => db.read((tx) => getExchange(tx, who, params.id)),
    }),
  ],
};
