import { Type } from 'typebox';
import { route, type Route } from '#kernel/route.ts';
import { sendKeptFile } from '#modules/catalog/index.ts';
import { actions } from './actions/index-of-actions.ts';
import { sendDump } from './datastore/dump.ts';
import { policies } from './policies.ts';
import type { CkanPorts } from './ports.ts';
import { actionParams, dumpParams, dumpQuery, envelopeSchema, fileParams } from './schemas.ts';
import { ckanRefusal } from './transport/envelope.ts';
import { runAction } from './transport/run-action.ts';
import { showToken } from './transport/show-token.ts';

/** Where clients look for actions: ckanapi without the version, pages of a CKAN with their language before it. No address leads on by a redirect. */
const aliases = ['', '/th', '/en'].flatMap((language) => [`${language}/api/3/action/:action`, `${language}/api/action/:action`]).slice(1);
const common = { at: 'root', policy: policies['call-action'], openToSites: true, showToken, refusalForm: ckanRefusal } as const;

/** The action API and dumps of the datastore. */
export function ckanRoutes(ports: CkanPorts): Route[] {
  return [
    route({
      ...common, aliases, method: 'GET', path: '/api/3/action/:action', operationId: 'getAction', summary: 'Call an action of the CKAN API that only reads', params: actionParams, stream: 'any',
      response: { 200: envelopeSchema }, handler: (ask) => runAction(ask, actions, ports),
    }),
    route({
      ...common, aliases, method: 'POST', path: '/api/3/action/:action', operationId: 'runAction', summary: 'Call an action of the CKAN API', params: actionParams, stream: 'any',
      response: { 200: envelopeSchema }, handler: (ask) => runAction(ask, actions, ports),
    }),
    route({
      ...common, method: 'GET', path: '/datastore/dump/:resource', operationId: 'exportDatastore', summary: 'All rows of a datastore table as a file', params: dumpParams, querystring: dumpQuery, stream: 'reply', paced: true,
      response: { 200: Type.String({ description: 'The file' }) }, handler: (ask) => sendDump(ask, ports),
    }),
    route({
      ...common, method: 'GET', path: '/dataset/resource/:id/download/:name', operationId: 'downloadResource', summary: 'A file that was uploaded to a dataset', params: fileParams, stream: 'reply', paced: true,
      response: { 200: Type.String({ description: 'The file' }) }, handler: (ask) => sendKeptFile(ask, ports.objects),
    }),
  ];
}
