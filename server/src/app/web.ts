import { type Config, ConfigProblem, publicUrlOf } from '#kernel/config.ts';
import { buildHttp, type HttpOptions } from '#kernel/http.ts';
import { openLog } from '#kernel/log.ts';
import { usesOf } from '#kernel/used.ts';
import { openSchemaOrg } from '#modules/interop/index.ts';
import { readPageHead, type UsageCounter } from '#modules/portal/index.ts';
import type { Compose } from './composition.ts';
import { findFreePort, portTaken } from './free-port.ts';
import { pageDir } from './page-build.ts';
import { addPage } from './page-routes.ts';
import { openRegister } from './register.ts';
import type { Running } from './service.ts';
import { version } from './version.ts';

/**
 * Serves API and page until closed.
 *
 * @throws {StartProblem} `port-taken`.
 */
export async function startWeb(config: Config, compose: Compose): Promise<Running> {
  const log = openLog('web', config.logLevel);
  const db = await openRegister(databaseUrl(config), log);
  const port = config.port === 0 ? await findFreePort() : config.port;
  const house = await compose({ config: { ...config, port }, db, log });
  await house.prepare();
  const name = config.host.includes(':') ? `[${config.host}]` : config.host;
  const publicUrl = publicUrlOf(config, port);
  const decider = await house.openDecider();
  const hosts = [...[name, '127.0.0.1', 'localhost', '[::1]'].map((host) => `${host}:${port}`), new URL(publicUrl).host];
  const app = await buildHttp({
    db, log, version, hosts, publicUrl, trustedProxies: config.trustedProxies, visitorDownloads: config.visitorDownloads, officersAal: config.secondFactor ? 2 : 0, authenticate: house.authenticate, decider, answered: tellUse(house.usage),
    routes: [...house.modules.flatMap((module) => module.routes), ...house.routes], mounts: [...house.modules.flatMap((module) => module.mounts), ...house.mounts],
  });
  addPage(app, pageDir, publicUrl, readPageHead({ db, publicUrl, tellSchemaOrg: openSchemaOrg(publicUrl) }));
  try {
    await app.listen({ host: config.host, port });
  } catch (error) {
    await decider.close();
    await db.close();
    throw (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? portTaken(config.host, port) : error;
  }
  const address = config.publicUrl === null ? publicUrl : `http://${name}:${port}`;
  log.info({ address }, 'serving');
  return { address, close: async () => { await app.close(); await house.usage.flush(); await decider.close(); await db.close(); } };
}

/** What the counter of uses hears of an answer; no address and no name goes with it. */
function tellUse(usage: UsageCounter): NonNullable<HttpOptions['answered']> {
  return (request, { statusCode }, operationId) => usage.note({
    operationId, noted: usesOf(request), slug: (request.params as { slug?: string } | undefined)?.slug ?? null, status: statusCode, userAgent: request.headers['user-agent'] ?? '', fromOwnPage: request.headers['x-saphan'] === '1',
  });
}

function databaseUrl(config: Config): string {
  if (config.databaseUrl) return config.databaseUrl;
  throw new ConfigProblem('DATABASE_URL', 'ต้องตั้ง DATABASE_URL หรือเริ่มด้วย saphan up', 'DATABASE_URL must be set, or start with saphan up.');
}
