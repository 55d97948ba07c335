import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Mount } from '#kernel/mount.ts';
import { Problem } from '#kernel/problem.ts';
import { answerJson } from '../calls/answer.ts';
import { claimsOf } from '../calls/claims.ts';
import { facadeProblem } from '../errors.ts';
import type { FacadePorts } from '../ports.ts';
import { openSwitches } from '../switches/is-open.ts';
import { parseRoadAddress, parseRoadClient, type RoadAddress } from './address.ts';
import { isOfferedBy, readRoadClients, readRoadMethods } from './metadata.ts';
import { metadataHeaders, roadDoor } from './road-door.ts';
import { roadErrorOf } from './road-error.ts';

const PREFIX = '/r1';
const LONGEST_ID = 100;

/** X-Road's message protocol for REST and its metadata calls below `/r1`. */
export function roadMount(ports: FacadePorts): Mount {
  const isOpen = openSwitches(ports);
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const messageId = String(request.headers['x-road-id'] ?? randomUUID()).slice(0, LONGEST_ID);
    try {
      if (await isOpen('x-road') === null) return answerJson(response, 404, { type: 'Server.ClientProxy.ServiceDisabled', message: 'ทางเข้าแบบนี้ปิดอยู่ · This way in is closed', detail: messageId }, { 'x-road-error': 'Server.ClientProxy.ServiceDisabled' });
      await answer(ports, request, response, messageId);
    } catch (error) {
      refuse(ports, response, error, messageId);
    }
  };
  return { prefix: PREFIX, bare: true, handle: (request, response) => void handle(request, response) };
}

async function answer(ports: FacadePorts, request: IncomingMessage, response: ServerResponse, messageId: string): Promise<void> {
  const { url = '', method } = request;
  const consumer = parseRoadClient(request.rawHeaders);
  if (url === `${PREFIX}/listClients` && method === 'GET') { await ports.gateway.identify(request, consumer); return answerJson(response, 200, await ports.db.read(readRoadClients)); }
  const address = parseRoadAddress(url);
  if (address === null || consumer === null) throw facadeProblem('address-wrong');
  const told = method === 'GET' ? await readMetadata(ports, request, address, consumer) : null;
  if (told !== null) return answerJson(response, 200, told, metadataHeaders(request, { consumer, ...address, messageId }));
  const claims = await ports.db.read((tx) => claimsOf(tx, request.headers, { consumer, slug: address.code, provider: address.provider, caseRef: caseOf(request) }));
  await ports.gateway.handle(request, response, roadDoor({ incoming: request, consumer, address, claims, messageId }));
}

/** What the metadata services tell; null for any other service. Who asks proves itself as for a call. */
async function readMetadata(ports: FacadePorts, request: IncomingMessage, { provider, code, query }: RoadAddress, consumer: string): Promise<object | null> {
  if (!['listMethods', 'allowedMethods', 'getOpenAPI'].includes(code)) return null;
  await ports.gateway.identify(request, consumer);
  if (code !== 'getOpenAPI') return ports.db.read((tx) => readRoadMethods(tx, provider, code === 'allowedMethods' ? consumer : null));
  const slug = new URLSearchParams(query).get('serviceCode') ?? '';
  if (!await ports.db.read((tx) => isOfferedBy(tx, provider, slug))) throw facadeProblem('service-unknown');
  return ports.readDocument(slug);
}

function caseOf({ headers }: IncomingMessage): string | undefined {
  const issue = headers['x-road-issue'];
  return typeof issue === 'string' && issue !== '' ? issue : undefined;
}

function refuse({ log }: FacadePorts, response: ServerResponse, error: unknown, messageId: string): void {
  if (!(error instanceof Problem)) log.error({ error: String(error) }, 'a call by X-Road could not be answered');
  const { status, type, body } = roadErrorOf(error instanceof Problem ? error : facadeProblem('failed', {}, { cause: error }), messageId);
  if (response.headersSent) response.destroy();
  else response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length, 'cache-control': 'no-store', 'x-road-error': type, 'x-road-id': messageId, connection: 'close' }).end(body);
}
