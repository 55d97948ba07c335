import type { Route } from '#kernel/route.ts';
import { agreementRoutes } from './agreements/routes.ts';
import { authzenRoutes } from './authzen/routes.ts';
import { openCedar, type Cedar } from './deciding/cedar.ts';
import { readPolicyFiles } from './deciding/policy-files.ts';
import { explainingRoutes } from './explaining/routes.ts';
import { reviewRoutes } from './reviews/routes.ts';

export interface AccessOptions { policiesDir: URL; /** Address that other systems know. */ publicUrl: string }

/** What the room answers; the engine is prepared at the first question that needs it. */
export function routesOf({ policiesDir, publicUrl }: AccessOptions): readonly Route[] {
  let opened: Promise<Cedar> | null = null;
  const cedar = () => opened ??= openCedar(readPolicyFiles(policiesDir));
  return [...explainingRoutes(cedar, policiesDir), ...agreementRoutes, ...reviewRoutes, ...authzenRoutes(cedar, publicUrl)];
}
