import { join } from 'node:path';
import { mkdirSync, readFileSync } from 'node:fs';
import { openReturnedMailbox } from '#connectors/imap/returned-mailbox.ts';
import { connectors } from '#connectors/index.ts';
import { openLdapDirectory } from '#connectors/ldap/ldap-directory.ts';
import { originOf } from '#connectors/origins.ts';
import { openSmtpMailer } from '#connectors/smtp/smtp-mailer.ts';
import { systemClock } from '#kernel/clock.ts';
import { ConfigProblem, publicUrlOf } from '#kernel/config.ts';
import type { Tx } from '#kernel/db.ts';
import type { Module } from '#kernel/module.ts';
import { readOrCreateMasterKey } from '#kernel/master-key.ts';
import { fetchWithin } from '#kernel/net/fetch-within.ts';
import { openObjectStore } from '#kernel/objects.ts';
import { useLook } from '#kernel/papers/press.ts';
import { access, accessHoldings, openDecider } from '#modules/access/index.ts';
import { calendar, loadDays } from '#modules/calendar/index.ts';
import { catalog, catalogHoldings, checkLinks, fileRoutes, findDataset, isTold } from '#modules/catalog/index.ts';
import { ckan } from '#modules/ckan/index.ts';
import { eventsHoldings } from '#modules/events/index.ts';
import { harvest, harvestHoldings, startHarvestWorker, type HarvestPorts } from '#modules/harvest/index.ts';
import { authenticate, hasDemoAccounts, identity, identityHoldings, keepSimulatedThaid, readInstanceId, simulatedThaidSecret, type IdentityPorts } from '#modules/identity/index.ts';
import { interop } from '#modules/interop/index.ts';
import { lake, type LakePorts } from '#modules/lake/index.ts';
import { notices, noticesHoldings, type NoticesPorts } from '#modules/notices/index.ts';
import { ensureLog, ledger, startSequencer, type LedgerPorts, type StampAuthority } from '#modules/ledger/index.ts';
import { lineage } from '#modules/lineage/index.ts';
import { meetings, meetingsHoldings } from '#modules/meetings/index.ts';
import { hosting, startHostingWorker, type HostingPorts } from '#modules/hosting/index.ts';
import { citizenIdKey, linkage, listRunLives, pseudonym, startPlanner, startRunWorker, type LinkagePorts } from '#modules/linkage/index.ts';
import { openGauges, openReading, operations, type Reading } from '#modules/operations/index.ts';
import { agencyRoutes, organisations } from '#modules/organisations/index.ts';
import { plans } from '#modules/plans/index.ts';
import { privacy, privacyHoldings } from '#modules/privacy/index.ts';
import { projects, projectsHoldings } from '#modules/projects/index.ts';
import { registry, registryHoldings } from '#modules/registry/index.ts';
import { requests, requestsHoldings } from '#modules/requests/index.ts';
import { readiness } from '#modules/readiness/index.ts';
import { openUsageCounter, portal, portalHoldings } from '#modules/portal/index.ts';
import { sharing, sharingHoldings } from '#modules/sharing/index.ts';
import { listServiceSessions, resolveOpaqueToken, signon, signonHoldings, startLogoutSender, type SignonPorts } from '#modules/signon/index.ts';
import { watch } from '#modules/watch/index.ts';
import { openThaidSimulator, THAID_CLIENT } from '../../../sample/thaid/index.ts';
import type { Composition, Surroundings } from './composition.ts';
import { findDatabaseUrl } from './database-url.ts';
import { exchangeRooms } from './exchange-rooms.ts';
import { openOperationsPorts } from './operations.ts';
import { systemRoutes } from './system-routes.ts';
import { version } from './version.ts';

/** What a worker takes beside DuckDB's own limit: Node.js, the sieve's buffers, what the allocator has not given back. */
const OWN_MEMORY_MB = 600;
/** Most bytes of a file that is kept as it is; larger data is linked as releases. */
const LONGEST_FILE = 1024 ** 3;
/** What an agency has in each room: shown before it is merged, split or ended. */
const holdings = [catalogHoldings, projectsHoldings, identityHoldings, noticesHoldings, accessHoldings, signonHoldings, portalHoldings, harvestHoldings, requestsHoldings, meetingsHoldings, privacyHoldings, registryHoldings, sharingHoldings, eventsHoldings];
const policiesDir = new URL('../../../definitions/policies/', import.meta.url);

/** Joins modules, connectors and stores: the one place where ports are filled. */
export async function composeHouse(surroundings: Surroundings): Promise<Composition> {
  const { config, db, log } = surroundings;
  useLook({ fontDir: config.paperFontDir, garudaFile: config.garudaFile });
  const ports = await openLinkagePorts(surroundings);
  const rooms = openRoomPorts(surroundings, ports);
  const { ways, ledgerPorts, identityPorts, signonPorts, harvestPorts, hostingPorts } = rooms;
  const watched = openReading(openOperationsPorts(config, db));
  const thaid = identityPorts.mode === 'demo' && config.sample ? openThaidSimulator({ publicUrl: ways.publicUrl, mode: 'demo', clientSecret: simulatedThaidSecret(ways.masterKey) }) : null;
  return {
    modules: [...listRooms(surroundings, ports, rooms, watched), ...exchangeRooms(surroundings, ways, hostingPorts)],
    usage: openUsageCounter(db, log),
    routes: systemRoutes(config),
    mounts: thaid ? [thaid] : [],
    authenticate: authenticate(db, resolveOpaqueToken(signonPorts)),
    openDecider: () => openDecider({ db, policiesDir }),
    prepare: async () => {
      await db.tx((tx) => ensureLog(tx, ledgerPorts));
      await prepareRegister({ config, db }, watched, thaid && ((tx) => keepSimulatedThaid(tx, identityPorts, { issuer: thaid.issuer, clientId: THAID_CLIENT })));
    },
    workers: [(seat) => startRunWorker(ports, findDatabaseUrl(config), seat), async () => startPlanner(ports), () => startHarvestWorker(harvestPorts, findDatabaseUrl(config)), () => startHostingWorker(hostingPorts), () => startLogoutSender(signonPorts), () => startSequencer(ledgerPorts)],
  };
}

/** The rooms from the ground floor up, to where systems of agencies meet. */
function listRooms({ config, db, log }: Surroundings, ports: LinkagePorts, { ways, ledgerPorts, identityPorts, signonPorts, lakePorts, hostingPorts, harvestPorts }: ReturnType<typeof openRoomPorts>, watched: Reading): Module[] {
  const maxFileBytes = Math.min(config.maxUploadBytes, LONGEST_FILE);
  return [
    calendar,
    { ...organisations, routes: [...organisations.routes, ...agencyRoutes(holdings)] },
    ledger(ledgerPorts),
    identity(identityPorts),
    notices(noticesPortsOf(config, ways)),
    signon(signonPorts),
    lake(lakePorts),
    { ...catalog, routes: [...catalog.routes, ...fileRoutes({ objects: ports.objects, maxFileBytes })], jobs: [...catalog.jobs, checkLinks({ rules: { allow: config.allowPrivateHosts }, publicUrl: ways.publicUrl })] },
    privacy,
    registry({ ...ways, rules: { allow: config.allowPrivateHosts } }),
    hosting(hostingPorts),
    access({ policiesDir, publicUrl: ways.publicUrl }),
    sharing,
    linkage(ports),
    plans,
    requests,
    projects,
    readiness,
    meetings,
    operations(watched),
    watch,
    ckan({ db, log, publicUrl: ways.publicUrl, version, objects: ports.objects, maxFileBytes, lake: lakePorts }),
    interop({ publicUrl: ways.publicUrl, lake: lakePorts }),
    lineage({ log, masterKey: ports.masterKey, publicUrl: ways.publicUrl, rules: { allow: config.allowPrivateHosts }, instanceId: readInstanceId, originOf }),
    harvest(harvestPorts),
    portal({ db, masterKey: ports.masterKey, publicUrl: ways.publicUrl }),
  ];
}

/** What single rooms need from the outside. */
function openRoomPorts({ config, db, log }: Surroundings, ports: LinkagePorts) {
  const ways = { log, masterKey: ports.masterKey, publicUrl: publicUrlOf(config, config.port) };
  const ledgerPorts: LedgerPorts = { ...ways, db, fetch: fetchWithin({ allow: config.allowPrivateHosts }), stamps: stampAuthorityOf(config) };
  const identityPorts = identityPortsOf(config, ways);
  const signonPorts: SignonPorts = { ...ways, db, fetchFor: ({ allowedCidrs }) => fetchWithin({ allow: allowedCidrs }), isFirstParty: (clientId) => clientId === 'saphan-cli', trustedProxies: config.trustedProxies };
  const harvestPorts: HarvestPorts = { db, log, objects: ports.objects, rules: { allow: config.allowPrivateHosts }, publicUrl: ways.publicUrl, instanceId: () => db.tx(readInstanceId), maxFileBytes: Math.min(config.maxFetchBytes, 2_000_000_000) };
  const lakePorts: LakePorts = { log, objects: ports.objects, resolveDataset: findDataset, isTold, listRunLives, engine: { memoryMb: 256, threads: 2, spillDir: join(config.spillDir, 'read') } };
  const idKey = citizenIdKey(ports.masterKey);
  const hostingPorts: HostingPorts = { db, log, lake: lakePorts, publicUrl: ways.publicUrl, pseudonymOf: (citizenId) => pseudonym(idKey, citizenId) };
  return { ways, ledgerPorts, identityPorts, signonPorts, harvestPorts, lakePorts, hostingPorts };
}

/** What must be there before the register is served, and what must not. @param simulate keeps the simulated ThaiD among the ways in. */
async function prepareRegister({ config, db }: Pick<Surroundings, 'config' | 'db'>, watched: Reading, simulate: ((tx: Tx) => Promise<unknown>) | null): Promise<void> {
  openGauges(watched);
  await db.tx((tx) => loadDays(tx, systemClock.now()));
  if (config.mode === 'production' && await db.tx(hasDemoAccounts)) throw demoAccountsLeft();
  if (simulate) await db.tx(simulate);
}

/** Who stamps the ledger's checkpoints, if anybody. */
function stampAuthorityOf({ stampUrl, stampTrustFile, stampSeconds }: Surroundings['config']): StampAuthority | null {
  return stampUrl === null || stampTrustFile === null ? null : { url: stampUrl, trustedPem: readFileSync(stampTrustFile, 'utf8'), everySeconds: stampSeconds };
}

function identityPortsOf(config: Surroundings['config'], ways: Pick<IdentityPorts, 'log' | 'masterKey' | 'publicUrl'>): IdentityPorts {
  return {
    ...ways, mode: config.mode as 'demo' | 'production', breachedFile: config.breachedFile, vault: config.identityVault,
    fetch: fetchWithin({ allow: config.allowPrivateHosts }), listServiceUses: listServiceSessions, directory: openLdapDirectory({ rules: { allow: config.allowPrivateHosts } }),
  };
}

function noticesPortsOf(config: Surroundings['config'], ways: Pick<NoticesPorts, 'log' | 'masterKey' | 'publicUrl'>): NoticesPorts {
  const rules = { allow: config.allowPrivateHosts };
  const from = `Saphan <${config.smtpFrom ?? `no-reply@${new URL(ways.publicUrl).hostname}`}>`;
  return { ...ways, rules, ...(config.smtpUrl !== null && { mailer: openSmtpMailer({ url: config.smtpUrl, from }) }), ...(config.bounceImapUrl !== null && { returnedMail: openReturnedMailbox({ url: config.bounceImapUrl }) }) };
}

const demoAccountsLeft = () => new ConfigProblem('SAPHAN_MODE',
  'ทะเบียนนี้ยังมีบัญชีสาธิต จึงเปิดในโหมด production ไม่ได้: ให้ปิดบัญชีสาธิตก่อน หรือใช้โฟลเดอร์ข้อมูลใหม่', 'This register still has demo accounts and cannot be served in production: close them first, or use a new data folder.');

/** Everything linkage needs from the outside of the modules. */
export async function openLinkagePorts({ config, db, log }: Surroundings): Promise<LinkagePorts> {
  const uploadDir = join(config.dataDir, 'uploads');
  for (const folder of [config.spillDir, uploadDir]) mkdirSync(folder, { recursive: true });
  return {
    db, log, uploadDir,
    objects: await openObjectStore(config.objectsUrl, { cacheFolder: join(config.dataDir, 'cache') }),
    connectors: connectors({
      allowPrivateHosts: config.allowPrivateHosts, sourceDirs: config.sourceDirs, maxFetchBytes: config.maxFetchBytes,
      databaseHosts: config.sample && config.databaseUrl ? [new URL(config.databaseUrl).hostname] : [],
    }),
    spillDir: config.spillDir,
    maxUploadBytes: config.maxUploadBytes,
    engine: { memoryMb: Math.max(200, config.workerMemoryMb - OWN_MEMORY_MB), threads: config.duckdbThreads },
    masterKey: readOrCreateMasterKey(config.masterKeyFile),
  };
}
