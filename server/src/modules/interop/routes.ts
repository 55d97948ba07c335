import type { Route } from '#kernel/route.ts';
import { dcatRoutes } from './dcat/routes.ts';
import { itemRoutes } from './features/routes.ts';
import { ogcRoutes } from './ogc/routes.ts';
import type { Faces } from './ports.ts';
import { webRoutes } from './web/routes.ts';

/** Every address of the standards. */
export const routesOf = (faces: Faces): Route[] => [...dcatRoutes(faces), ...webRoutes(faces), ...ogcRoutes(faces), ...itemRoutes(faces)];
