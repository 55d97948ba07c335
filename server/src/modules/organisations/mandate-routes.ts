import { Type } from 'typebox';
import { route } from '#kernel/route.ts';
import { problem } from './errors.ts';
import { appoint } from './operations/appoint.ts';
import { findOpenAppointment } from './operations/appoint.sql.gen.ts';
import { delegate, revokeDelegation } from './operations/delegate.ts';
import { findOpenDelegation } from './operations/delegate.sql.gen.ts';
import { endAppointment } from './operations/end-appointment.ts';
import { represent } from './operations/represent.ts';
import {
  appointmentEndSchema, appointmentSchema, delegationSchema, newAppointmentSchema, newDelegationSchema, newRepresentationSchema, numberParams, reasonSchema, representationSchema,
} from './people-schemas.ts';
import { policies } from './policies.ts';
import { assertReachesPost } from './reach.ts';

/** Appointments, delegations and representations: what lets a person act as more than themselves. */
export const mandateRoutes = [
  route({
    method: 'POST', path: '/appointments', operationId: 'appoint', summary: 'Record an appointment', policy: policies.appoint, body: newAppointmentSchema, response: { 201: appointmentSchema },
    handler: ({ db, who, body, reply }) => db.tx(async (tx) => { await assertReachesPost(tx, who, body.postId); reply.status(201); return appoint(tx, who, body); }),
  }),
  route({
    method: 'POST', path: '/appointments/:id/end', operationId: 'endAppointment', summary: 'Give an appointment its last day, with a successor where one is needed', policy: policies.appoint,
    params: numberParams, body: appointmentEndSchema, response: { 200: appointmentSchema },
    handler: ({ db, who, params, body }) => db.tx(async (tx) => {
      const open = await findOpenAppointment(tx, { id: params.id });
      if (!open) throw problem('appointment-unknown', { appointmentId: params.id });
      await assertReachesPost(tx, who, open.post_id);
      return endAppointment(tx, who, { ...body, id: params.id });
    }),
  }),
  route({
    method: 'POST', path: '/delegations', operationId: 'delegate', summary: 'Record a delegation of single powers', policy: policies.delegate, body: newDelegationSchema, response: { 201: delegationSchema },
    handler: ({ db, who, body, reply }) => db.tx(async (tx) => { await assertReachesPost(tx, who, body.fromPostId); reply.status(201); return delegate(tx, who, body); }),
  }),
  route({
    method: 'POST', path: '/delegations/:id/revoke', operationId: 'revokeDelegation', summary: 'Take delegated powers back', policy: policies.delegate,
    params: numberParams, body: reasonSchema, response: { 204: Type.Null() },
    handler: ({ db, who, params, body, reply }) => db.tx(async (tx) => {
      const open = await findOpenDelegation(tx, { id: params.id });
      if (!open) throw problem('delegation-unknown', { delegationId: params.id });
      await assertReachesPost(tx, who, open.from_post_id);
      await revokeDelegation(tx, who, params.id, body.reason);
      reply.status(204);
      return null;
    }),
  }),
  route({
    method: 'POST', path: '/representations', operationId: 'represent', summary: 'Record who acts for a juristic person', policy: policies.represent, body: newRepresentationSchema, response: { 201: representationSchema },
    handler: ({ db, who, body, reply }) => { reply.status(201); return db.tx((tx) => represent(tx, who, body)); },
  }),
];
