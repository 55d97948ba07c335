import type { ModulePart } from '#kernel/module.ts';
import type { PortalPorts } from '../ports.ts';
import { embedRoute } from './embed.ts';
import { feedRoutes } from './feeds.ts';
import { sitemapRoutes } from './sitemap.ts';

/** What other programs and sites take from the portal. */
export const publishingPart = (ports: PortalPorts): ModulePart => ({ routes: [...feedRoutes(ports), ...sitemapRoutes(ports), embedRoute(ports)] });
