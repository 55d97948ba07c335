import { defineModule, type Module } from '#kernel/module.ts';
import { forgetIdleTokens } from './jobs/forget-idle-tokens.ts';
import { olderGatewayMount } from './older-gateway/mount.ts';
import type { FacadePorts } from './ports.ts';
import { routes } from './routes.ts';
import { roadMount } from './x-road/mount.ts';

export type { FacadePorts } from './ports.ts';

/** Ways in for programs made for other exchanges: X-Road's REST protocol and the older gateway. */
export function facades(ports: FacadePorts): Module {
  return defineModule({
    name: 'facades', uses: ['organisations', 'ledger', 'registry', 'sharing', 'exchange'], migrations: new URL('./migrations/', import.meta.url), routes, jobs: [forgetIdleTokens], mounts: [roadMount(ports), olderGatewayMount(ports)],
  });
}
