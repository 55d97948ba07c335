import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Type } from 'typebox';
import type { Config } from '#kernel/config.ts';
import { definePolicies, roles } from '#kernel/policy.ts';
import { route, type Route } from '#kernel/route.ts';
import { version } from './version.ts';

const policies = definePolicies('system', {
  'read-system': { roles, th: 'ทุกบทบาทดูว่าระบบทำงานแบบใดได้', en: 'Every role may see how the system runs.' },
});

const SystemView = Type.Object({
  version: Type.String(), banner: Type.Object({ th: Type.String(), en: Type.String() }), actor: Type.Object({ name: Type.String(), role: Type.String() }),
  sample: Type.Union([Type.Object({ running: Type.Boolean(), done: Type.Integer(), total: Type.Integer() }), Type.Null()]),
});

const banner = {
  th: 'โหมดผู้ใช้คนเดียวในเครื่องนี้ ยังไม่มีระบบลงชื่อเข้าใช้ จึงรับเฉพาะการเชื่อมต่อภายในเครื่อง',
  en: 'One local operator: sign-on does not exist yet, so only this machine may connect.',
};

/** Where the loading of the sample ministry notes how far it is. */
export const sampleProgressFile = (config: Config) => join(config.dataDir, 'sample-progress.json');

/** What the page's shell asks first. */
export function systemRoutes(config: Config): Route[] {
  return [route({
    method: 'GET', path: '/system', operationId: 'getSystem', summary: 'Version, mode and who acts', policy: policies['read-system'], response: { 200: SystemView },
    handler: async ({ actor }) => ({ version, banner, actor, sample: readSampleProgress(config) }),
  })];
}

function readSampleProgress(config: Config): { running: boolean; done: number; total: number } | null {
  const file = sampleProgressFile(config);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as { running: boolean; done: number; total: number } : null;
}
