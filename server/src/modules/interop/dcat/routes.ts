import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Database } from '#kernel/db.ts';
import type { Route } from '#kernel/route.ts';
import { answerPieces } from '../answer.ts';
import { findRecords, selectVisible } from '../catalogue/find-records.ts';
import { problem } from '../errors.ts';
import { readInstant } from '../ogc/query.ts';
import type { Faces } from '../ports.ts';
import { negotiate, rdfForms, type RdfForm } from '../rdf/documents.ts';
import type { Graph } from '../rdf/graph.ts';
import { reading, slugParams } from '../route-of.ts';
import { pageQuery } from '../schemas.ts';
import { catalogueGraph, datasetGraph } from './catalogue.ts';

interface Page { page?: number; limit?: number; modified_since?: string }
interface Asked { db: Database; request: FastifyRequest; reply: FastifyReply }

const NAMES: Record<RdfForm, string> = { ttl: 'Turtle', jsonld: 'JsonLd', rdf: 'RdfXml', xml: 'Xml' };
const forms = Object.keys(rdfForms) as RdfForm[];

/** The catalogue and each dataset by DCAT-AP 3, in three forms, and by what the client likes best. */
export function dcatRoutes(faces: Faces): Route[] {
  const dataset = async ({ db, request, reply }: Asked, slug: string, form: RdfForm) => send(request, reply, form, datasetGraph(faces.publicUrl, faces.terms, await db.read((tx) => selectVisible(tx, slug))));
  const catalogue = async ({ db, request, reply }: Asked, query: Page, form: RdfForm) => send(request, reply, form, await cataloguePage(faces, db, query, `${faces.at.catalogue}.${form}`));
  return [
    ...forms.map((form) => reading({
      path: `/catalog.${form}`, operationId: `exportCatalog${NAMES[form]}`, summary: `The catalogue by DCAT-AP 3 (${NAMES[form]}), paged`, querystring: pageQuery, handler: (ask) => catalogue(ask, ask.query, form),
    })),
    ...forms.map((form) => reading({
      path: `/dataset/:slug.${form}`, operationId: `exportDataset${NAMES[form]}`, summary: `A dataset by DCAT-AP 3 (${NAMES[form]})`, params: slugParams, handler: (ask) => dataset(ask, ask.params.slug, form),
    })),
    reading({
      path: '/catalog', operationId: 'exportCatalog', summary: 'The catalogue in the form that the client likes best', querystring: pageQuery,
      handler: (ask) => { const form = likedForm(ask.request); return form === 'html' ? Promise.resolve(ask.reply.redirect(`${faces.at.base}/th/data`, 303)) : catalogue(ask, ask.query, form); },
    }),
    reading({
      path: '/dataset/:slug', operationId: 'exportDataset', summary: 'A dataset in the form that the client likes best; browsers are led to its page', params: slugParams,
      handler: async (ask) => {
        const form = likedForm(ask.request);
        if (form !== 'html') return dataset(ask, ask.params.slug, form);
        const { slug } = await ask.db.read((tx) => selectVisible(tx, ask.params.slug));
        return ask.reply.redirect(faces.at.page(slug), 303);
      },
    }),
  ];
}

function likedForm(request: FastifyRequest): RdfForm | 'html' {
  const form = negotiate(request.headers.accept);
  if (form === null) throw problem('form-not-offered');
  return form;
}

const send = (request: FastifyRequest, reply: FastifyReply, form: RdfForm, graph: Graph) => answerPieces(request, reply, rdfForms[form].type, rdfForms[form].write(graph));

/** One page, with the addresses of the others. */
async function cataloguePage({ publicUrl, terms }: Faces, db: Database, query: Page, address: string): Promise<Graph> {
  const { page = 1, limit = 100, modified_since: since = null } = query;
  const changedSince = since === null ? null : readInstant('modified_since', since);
  const { records, total } = await db.read((tx) => findRecords(tx, { changedSince, limit, offset: (page - 1) * limit }));
  const last = Math.max(1, Math.ceil(total / limit));
  const pageAt = (number: number) => {
    const asked = new URLSearchParams({ ...since !== null && { modified_since: since }, ...limit !== 100 && { limit: String(limit) }, page: String(number) });
    return `${address}?${asked.toString()}`;
  };
  return catalogueGraph(publicUrl, terms, records, {
    self: pageAt(page), first: pageAt(1), previous: page > 1 ? pageAt(Math.min(page - 1, last)) : null, next: page < last ? pageAt(page + 1) : null, last: pageAt(last), total, size: limit,
  });
}

