import type { ModulePart } from '#kernel/module.ts';
import type { IdentityPorts } from '../ports.ts';
import { sendLettersJob } from './send.ts';

/** Mail to people: alarms about their own account, and reviews that wait for them. */
export const lettersPart = (ports: IdentityPorts): ModulePart => ({ routes: [], consumers: [], jobs: [sendLettersJob(ports)] });
