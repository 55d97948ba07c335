import type { Tx } from '#kernel/db.ts';
import { listClients, listOperations } from './x-road.sql.gen.ts';

const INSTANCE = 'TH';
const MEMBER_CLASS = 'GOV';

/** `listClients` of the metadata protocol: agencies with systems, and their systems. */
export async function readRoadClients(tx: Tx): Promise<object> {
  const rows = await listClients(tx, {});
  const id = (code: string) => ({ member_class: MEMBER_CLASS, member_code: code, xroad_instance: INSTANCE });
  const member = [...Map.groupBy(rows, (row) => row.agency_id)].flatMap(([code, systems]) => [
    { id: { ...id(code), object_type: 'MEMBER' }, name: systems[0]?.agency_en },
    ...systems.map((system) => ({ id: { ...id(code), object_type: 'SUBSYSTEM', subsystem_code: system.code }, name: system.agency_en, subsystem_name: system.name_en })),
  ]);
  return { member };
}

/** `listMethods`, or with a consumer `allowedMethods`: services of a system with their endpoints, parts of a path that vary written `*`. */
export async function readRoadMethods(tx: Tx, provider: string, consumer: string | null): Promise<object> {
  const [, , code, subsystem] = provider.split('/');
  const rows = await listOperations(tx, { provider, consumer });
  const service = [...Map.groupBy(rows, (row) => row.slug)].map(([slug, operations]) => ({
    member_class: MEMBER_CLASS, member_code: code, object_type: 'SERVICE', service_code: slug, service_type: 'OPENAPI', subsystem_code: subsystem, xroad_instance: INSTANCE,
    endpoint_list: operations.map(({ method, path_template }) => ({ method: method.toUpperCase(), path: path_template.replaceAll(/\{[^}]+\}/g, '*') })),
  }));
  return { service };
}

/** Whether a system offers an open service of this code. */
export const isOfferedBy = async (tx: Tx, provider: string, slug: string): Promise<boolean> => (await listOperations(tx, { provider, consumer: null })).some((row) => row.slug === slug);
