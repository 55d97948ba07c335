import { defineModule, type Module } from '#kernel/module.ts';
import { accountConsumer } from './account/tell-alarms.ts';
import { followAgencies } from './agencies/follow-agencies.ts';
import { readReturnedMailJob } from './mail/returned-mail.ts';
import { hearCoordinators, lookForCoordinatorsJob } from './coordinators/vacancies.ts';
import { tellMovedDeadlines } from './deadlines/tell-moved.ts';
import { sendMailJob } from './mail/send-mail.ts';
import type { NoticesPorts } from './ports.ts';
import { noticesRoutes } from './routes.ts';
import { handOverJob } from './sending/hand-over.ts';
import { deliverJob } from './webhooks/deliver.ts';

export { noticesHoldings } from './agencies/follow-agencies.ts';
export type { NoticeKind } from './kinds.ts';
export type { Mail, Mailer, NoticesPorts, ReturnedMail, ReturnedMessage } from './ports.ts';
export { notify, settleNotices, type Address, type NewNotice, type Reached } from './sending/notify.ts';

/** What people are told: in the product, by mail and by webhook. */
export function notices(ports: NoticesPorts): Module {
  return defineModule({
    name: 'notices', uses: ['calendar', 'organisations', 'identity'], migrations: new URL('./migrations/', import.meta.url),
    routes: noticesRoutes(ports), consumers: [accountConsumer, followAgencies, tellMovedDeadlines, hearCoordinators], jobs: [handOverJob, lookForCoordinatorsJob, sendMailJob(ports), deliverJob(ports), ...(ports.returnedMail ? [readReturnedMailJob(ports.returnedMail, ports.log)] : [])],
  });
}
