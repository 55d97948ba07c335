import { Type, type TObject, type TSchema } from 'typebox';
import { route, type Route, type RouteSpec } from '#kernel/route.ts';
import { ogcRefusal } from './errors.ts';
import { policies } from './policies.ts';

/** A document of another standard: its form is that standard's, and it is checked by that standard's own tests. */
export const documentSchema = Type.Unknown({ description: 'The document, in the form that its standard fixes' });
export const slugParams = Type.Object({ slug: Type.String({ minLength: 1, maxLength: 100, description: 'Short name or uuid of the dataset' }) });

type Reading<P extends TObject, Q extends TObject> = Pick<RouteSpec<P, Q, TSchema>, 'path' | 'operationId' | 'summary' | 'handler' | 'params' | 'querystring' | 'aliases'>;

/** An address that a standard fixes and that everybody may read, from pages of every site too. */
export function reading<P extends TObject = TObject<{}>, Q extends TObject = TObject<{}>>(spec: Reading<P, Q>): Route {
  return route({ method: 'GET', at: 'root', policy: policies['read-catalogue'], openToSites: true, response: { 200: documentSchema }, stream: 'reply', ...spec } as RouteSpec<P, Q, TSchema>);
}

/** The same, refusing in the form of OGC API. */
export function ogcReading<P extends TObject = TObject<{}>, Q extends TObject = TObject<{}>>(spec: Reading<P, Q>): Route {
  return { ...reading(spec), refusalForm: ogcRefusal };
}
