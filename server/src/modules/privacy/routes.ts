import { Type } from 'typebox';
import { systemClock } from '#kernel/clock.ts';
import { route } from '#kernel/route.ts';
import { changeProcessingRecord, createProcessingRecord } from './operations/keep-record.ts';
import { nameProtectionOfficer } from './operations/officer.ts';
import { policies } from './policies.ts';
import { getPrivacyWords, getProcessingRecord, listProcessingRecords, listProtectionOfficers } from './reads/records.ts';
import { AgencyParams, ChangedRecord, ListQuery, NamedOfficer, NewRecord, OfficerList, PageQuery, PrivacyWords, RecordList, RecordPage, RecordParams } from './schemas.ts';

const now = () => systemClock.now();
const { 'read-records': read, 'keep-records': keep, 'name-officer': name } = policies;

/** Fixed addresses come before the numbered ones. */
export const privacyRoutes = [
  route({
    method: 'GET', path: '/privacy/records', operationId: 'listProcessingRecords', summary: 'Records of processing (PDPA section 39), as of a day', policy: read,
    querystring: ListQuery, response: { 200: RecordList }, handler: ({ db, query }) => db.read((tx) => listProcessingRecords(tx, query, now())),
  }),
  route({
    method: 'GET', path: '/privacy/words', operationId: 'getPrivacyWords', summary: 'What the form of a record offers: legal bases, agencies', policy: read,
    response: { 200: PrivacyWords }, handler: ({ db, who }) => db.read((tx) => getPrivacyWords(tx, who)),
  }),
  route({
    method: 'GET', path: '/privacy/officers', operationId: 'listProtectionOfficers', summary: 'Data protection officers of agencies', policy: read,
    response: { 200: OfficerList }, handler: ({ db, who }) => db.read((tx) => listProtectionOfficers(tx, who)),
  }),
  route({
    method: 'PUT', path: '/privacy/officers/:agency', operationId: 'nameProtectionOfficer', summary: 'Name the post of an agency’s data protection officer', policy: name, params: AgencyParams, body: NamedOfficer,
    response: { 204: Type.Null() }, handler: async ({ db, who, params, body, reply }) => { await db.tx((tx) => nameProtectionOfficer(tx, who, params.agency, body, now())); reply.status(204); return null; },
  }),
  route({
    method: 'POST', path: '/privacy/records', operationId: 'createProcessingRecord', summary: 'Write a record of processing', policy: keep, body: NewRecord, response: { 201: RecordPage },
    handler: async ({ db, who, body, reply }) => { const { id } = await db.tx((tx) => createProcessingRecord(tx, who, body, now())); reply.status(201); return db.read((tx) => getProcessingRecord(tx, who, id, null, now())); },
  }),
  route({
    method: 'GET', path: '/privacy/records/:id', operationId: 'getProcessingRecord', summary: 'A record of processing with its versions, as of a day', policy: read,
    params: RecordParams, querystring: PageQuery, response: { 200: RecordPage }, handler: ({ db, who, params, query }) => db.read((tx) => getProcessingRecord(tx, who, params.id, query.asOf ?? null, now())),
  }),
  route({
    method: 'PUT', path: '/privacy/records/:id', operationId: 'changeProcessingRecord', summary: 'Change or end a record of processing, with the reason', policy: keep,
    params: RecordParams, body: ChangedRecord, response: { 200: RecordPage },
    handler: async ({ db, who, params, body }) => { await db.tx((tx) => changeProcessingRecord(tx, who, params.id, body, now())); return db.read((tx) => getProcessingRecord(tx, who, params.id, null, now())); },
  }),
];
