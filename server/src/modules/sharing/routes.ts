import { Type } from 'typebox';
import { systemClock } from '#kernel/clock.ts';
import type { Database } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { route, type Route } from '#kernel/route.ts';
import { createOffer, endOffer } from './offers/keep-offer.ts';
import { decideAgreement, withdrawAgreement } from './operations/decide-agreement.ts';
import { createSharingAgreement, proposeVersion, saveAgreement } from './operations/draft.ts';
import { requestAgreement, takeUpAgreement } from './operations/request-agreement.ts';
import { endSharingAgreement, noteOnAgreement, resumeSharingAgreement, suspendSharingAgreement } from './operations/run-agreement.ts';
import { signAgreement } from './operations/sign-agreement.ts';
import { policies } from './policies.ts';
import { getAgreement } from './reads/agreement-page.ts';
import { listSharingAgreements } from './reads/list-agreements.ts';
import { getAgreementWords, listServiceOffers } from './reads/words.ts';
import {
  AgreementList, AgreementPage, AgreementParams, AgreementWords, ChangedAgreement, Decision, ListQuery, NewAgreement, NewOffer, NoteBody, OfferEnd, OfferList, OfferParams, PageQuery, Proposal, ReasonBody, SeenBody, ServiceQuery, SignBody,
} from './schemas.ts';

const now = () => systemClock.now();
const page = (db: Database, who: Principal, number: string) => db.read((tx) => getAgreement(tx, who, number, null, now()));
const { 'read-agreements': read, 'request-agreement': request, 'decide-agreement': decide, 'note-agreement': note, 'sign-agreement': sign, 'suspend-agreement': suspend, 'end-agreement': end, 'keep-offers': offer } = policies;
const at = '/exchange/agreements/:number';
const ok = { 200: AgreementPage };

const reading: Route[] = [
  route({
    method: 'GET', path: '/exchange/agreements', operationId: 'listSharingAgreements', summary: 'Sharing agreements of one’s agencies, or all, as of a day', policy: read,
    querystring: ListQuery, response: { 200: AgreementList }, handler: ({ db, who, query }) => db.read((tx) => listSharingAgreements(tx, who, query, now())),
  }),
  route({
    method: 'GET', path: '/exchange/agreements/words', operationId: 'getAgreementWords', summary: 'What the form of an agreement about a service offers', policy: read,
    querystring: ServiceQuery, response: { 200: AgreementWords }, handler: ({ db, who, query }) => db.read((tx) => getAgreementWords(tx, who, query.service)),
  }),
  route({
    method: 'GET', path: '/exchange/offers', operationId: 'listOffers', summary: 'Standing offers of a service', policy: read,
    querystring: ServiceQuery, response: { 200: OfferList }, handler: ({ db, who, query }) => db.read((tx) => listServiceOffers(tx, who, query.service)),
  }),
  route({
    method: 'GET', path: at, operationId: 'getAgreement', summary: 'A sharing agreement: terms, versions, story, signatures, as of a day', policy: read,
    params: AgreementParams, querystring: PageQuery, response: ok, handler: ({ db, who, params, query }) => db.read((tx) => getAgreement(tx, who, params.number, query.asOf ?? null, now())),
  }),
];

const asking: Route[] = [
  route({
    method: 'POST', path: '/exchange/agreements', operationId: 'createSharingAgreement', summary: 'Draft a sharing agreement', policy: request, body: NewAgreement, response: { 201: AgreementPage },
    handler: async ({ db, who, body, reply }) => { const { number } = await db.tx((tx) => createSharingAgreement(tx, who, body, now())); reply.status(201); return page(db, who, number); },
  }),
  route({
    method: 'PUT', path: at, operationId: 'saveAgreement', summary: 'Change a drafted version', policy: request, params: AgreementParams, body: ChangedAgreement, response: ok,
    handler: async ({ db, who, params, body }) => { await db.tx((tx) => saveAgreement(tx, who, params.number, body, now())); return page(db, who, params.number); },
  }),
  route({
    method: 'POST', path: `${at}/versions`, operationId: 'proposeVersion', summary: 'Draft the next version; the present one stays in force', policy: request, params: AgreementParams, body: Proposal, response: ok,
    handler: async ({ db, who, params, body }) => { await db.tx((tx) => proposeVersion(tx, who, params.number, body, now())); return page(db, who, params.number); },
  }),
  route({
    method: 'POST', path: `${at}/request`, operationId: 'requestAgreement', summary: 'Send a draft to the service’s owner', policy: request, params: AgreementParams, body: SeenBody, response: ok,
    handler: async ({ db, who, params, body }) => { await db.tx((tx) => requestAgreement(tx, who, params.number, body, now())); return page(db, who, params.number); },
  }),
  route({
    method: 'POST', path: `${at}/withdrawal`, operationId: 'withdrawAgreement', summary: 'Withdraw what was proposed, with the reason', policy: request, params: AgreementParams, body: ReasonBody, response: ok,
    handler: async ({ db, who, params, body }) => { await db.tx((tx) => withdrawAgreement(tx, who, params.number, body, now())); return page(db, who, params.number); },
  }),
];

const deciding: Route[] = [
  route({
    method: 'POST', path: `${at}/review`, operationId: 'takeUpAgreement', summary: 'Say that somebody looks at a request', policy: decide, params: AgreementParams, body: SeenBody, response: ok,
    handler: async ({ db, who, params, body }) => { await db.tx((tx) => takeUpAgreement(tx, who, params.number, body.seen, now())); return page(db, who, params.number); },
  }),
  route({
    method: 'POST', path: `${at}/decisions`, operationId: 'decideAgreement', summary: 'Approve, send back or refuse, as owner or data protection officer', policy: decide, params: AgreementParams, body: Decision, response: ok,
    handler: async ({ db, who, params, body }) => { await db.tx((tx) => decideAgreement(tx, who, params.number, body, now())); return page(db, who, params.number); },
  }),
  route({
    method: 'POST', path: `${at}/signatures`, operationId: 'signAgreement', summary: 'Sign the text of the version under way', policy: sign, params: AgreementParams, body: SignBody, response: ok,
    handler: async ({ db, who, params, body }) => { await db.tx((tx) => signAgreement(tx, who, params.number, body, now())); return page(db, who, params.number); },
  }),
  route({
    method: 'POST', path: `${at}/notes`, operationId: 'noteOnAgreement', summary: 'Write a message into an agreement', policy: note, params: AgreementParams, body: NoteBody, response: ok,
    handler: async ({ db, who, params, body }) => { await db.tx((tx) => noteOnAgreement(tx, who, params.number, body.message, now())); return page(db, who, params.number); },
  }),
  route({
    method: 'POST', path: `${at}/suspension`, operationId: 'suspendSharingAgreement', summary: 'Suspend an agreement at once, with the reason', policy: suspend, params: AgreementParams, body: ReasonBody, response: ok,
    handler: async ({ db, who, params, body }) => { await db.tx((tx) => suspendSharingAgreement(tx, who, params.number, body, now())); return page(db, who, params.number); },
  }),
  route({
    method: 'POST', path: `${at}/resumption`, operationId: 'resumeSharingAgreement', summary: 'Let a suspended agreement be used again', policy: suspend, params: AgreementParams, body: ReasonBody, response: ok,
    handler: async ({ db, who, params, body }) => { await db.tx((tx) => resumeSharingAgreement(tx, who, params.number, body, now())); return page(db, who, params.number); },
  }),
  route({
    method: 'POST', path: `${at}/end`, operationId: 'endSharingAgreement', summary: 'End an agreement for good, with the reason', policy: end, params: AgreementParams, body: ReasonBody, response: ok,
    handler: async ({ db, who, params, body }) => { await db.tx((tx) => endSharingAgreement(tx, who, params.number, body, now())); return page(db, who, params.number); },
  }),
];

const offering: Route[] = [
  route({
    method: 'POST', path: '/exchange/offers', operationId: 'createOffer', summary: 'Sign a standing offer for a service', policy: offer, body: NewOffer, response: { 201: OfferList },
    handler: async ({ db, who, body, reply }) => { await db.tx((tx) => createOffer(tx, who, body, now())); reply.status(201); return db.read((tx) => listServiceOffers(tx, who, body.service)); },
  }),
  route({
    method: 'POST', path: '/exchange/offers/:id/end', operationId: 'endOffer', summary: 'Take a standing offer back, with the reason', policy: offer, params: OfferParams, body: OfferEnd, response: { 204: Type.Null() },
    handler: async ({ db, who, params, body, reply }) => { await db.tx((tx) => endOffer(tx, who, params.id, body.reason, now())); reply.status(204); return null; },
  }),
];

/** Reading first: fixed addresses come before those with a number. */
export const sharingRoutes: Route[] = [...reading, ...asking, ...deciding, ...offering];
