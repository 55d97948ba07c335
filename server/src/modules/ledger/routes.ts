import type { Route } from '#kernel/route.ts';
import type { LedgerPorts } from './ports.ts';

export const routes = (_ports: LedgerPorts): Route[] => [];
