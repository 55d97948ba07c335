import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Mount } from '#kernel/mount.ts';
import type { ExchangePorts } from '../ports.ts';
import type { SharedGateway } from './door.ts';
import { openGateway, PREFIX, type Gateway } from './gateway.ts';

/** The gateway for `/x` and every other door; opened with the first call, so that processes that never serve open nothing. */
export function shareGateway(ports: ExchangePorts): SharedGateway {
  let opening: Promise<Gateway> | null = null;
  const open = () => opening ??= openGateway(ports).catch((error: unknown) => { opening = null; throw error; });
  return {
    handle: async (incoming, outgoing, door) => (await open()).handle(incoming, outgoing, door),
    identify: async (incoming, client) => (await open()).identify(incoming, client),
    async close() { await (await opening?.catch(() => null))?.close(); },
  };
}

/** The gateway below `/x`. */
export function gatewayMount({ log }: Pick<ExchangePorts, 'log'>, gateway: SharedGateway): Mount {
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    try {
      await gateway.handle(request, response);
    } catch (error) {
      log.error({ error: String(error) }, 'the gateway could not be opened');
      // Nothing can be signed without the register: this is the one answer that is not.
      if (response.headersSent) response.destroy();
      else response.writeHead(503, { 'content-type': 'application/problem+json', 'retry-after': '1', 'exchange-error-origin': 'hub', connection: 'close' }).end('{"type":"urn:saphan:problem:exchange.not-ready","status":503,"title":"ศูนย์แลกเปลี่ยนยังไม่พร้อม","titleEn":"The exchange is not ready"}');
    }
  };
  return { prefix: PREFIX, bare: true, handle: (request, response) => void handle(request, response), close: () => gateway.close() };
}
