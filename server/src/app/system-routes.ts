import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Type } from 'typebox';
import { type Config, publicUrlOf } from '#kernel/config.ts';
import { nullable } from '#kernel/nullable.ts';
import { definePolicies, roles } from '#kernel/policy.ts';
import { route, type Route } from '#kernel/route.ts';
import { type DemoAccount, describeWho, readInstanceId, whoSchema } from '#modules/identity/index.ts';
import { version } from './version.ts';

const policies = definePolicies('system', {
  'read-system': { roles, tellsOfAsker: true, th: 'ทุกบทบาทดูว่าระบบทำงานแบบใดได้', en: 'Every role may see how the system runs.' },
});

const SystemView = Type.Object({
  version: Type.String(),
  instanceId: Type.String({ description: 'Id of this installation; it stays when the address changes.' }),
  publicUrl: Type.String({ description: 'Address that passkeys, cookies and tokens belong to.' }),
  mode: Type.Union([Type.Literal('demo'), Type.Literal('production')]),
  banner: nullable(Type.Object({ th: Type.String(), en: Type.String() })),
  who: nullable(whoSchema),
  demo: nullable(Type.Array(Type.Object({ userName: Type.String(), password: Type.String(), roleTh: Type.String(), roleEn: Type.String() }))),
  sample: nullable(Type.Object({ running: Type.Boolean(), done: Type.Integer(), total: Type.Integer() })),
});

const sampleBanner = { th: 'กระทรวงตัวอย่าง: ข้อมูลสมมติและบัญชีสาธิต ห้ามใส่ข้อมูลจริง', en: 'Sample ministry: invented data and demo accounts. Do not enter real data.' };

/** Where the loading of the sample ministry notes how far it is. */
export const sampleProgressFile = (config: Config) => join(config.dataDir, 'sample-progress.json');
/** Names and passwords of the demo accounts; readable by the owner of the data folder, and by visitors of a demonstration. */
export const demoAccountsFile = (config: Config) => join(config.dataDir, 'demo-accounts.json');

/** What the page's shell and the command line ask first. */
export function systemRoutes(config: Config): Route[] {
  const publicUrl = publicUrlOf(config, config.port);
  const mode = config.mode as 'demo' | 'production';
  return [route({
    method: 'GET', path: '/system', operationId: 'getSystem', summary: 'Version, mode and who asks', policy: policies['read-system'], response: { 200: SystemView },
    handler: async ({ db, who }) => {
      const demo = mode === 'demo' ? readJson<DemoAccount[]>(demoAccountsFile(config)) : null;
      return {
        version, publicUrl, mode, instanceId: await db.tx(readInstanceId), banner: demo && sampleBanner, who: describeWho(who),
        demo: demo?.map(({ userName, password, roleTh, roleEn }) => ({ userName, password, roleTh, roleEn })) ?? null, sample: readJson(sampleProgressFile(config)),
      };
    },
  })];
}

function readJson<T>(file: string): T | null {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as T : null;
}
