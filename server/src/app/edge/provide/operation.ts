import type { TrustedService } from '@saphan/contracts/edge/trust';

/** Which operation of a service a method and a path below it are, and the values of its path. A literal step comes before a named one. */
export function findOperation({ operations }: TrustedService, method: string, path: string): { operationId: string; path: Record<string, string> } | null {
  const steps = path.split('/');
  const found = operations.flatMap((operation) => {
    const template = operation.pathTemplate.split('/');
    if (operation.method.toUpperCase() !== method || template.length !== steps.length) return [];
    const values: Record<string, string> = {};
    for (const [i, step] of template.entries()) {
      const [, name] = /^\{([^}]+)\}$/.exec(step) ?? [];
      if (name === undefined ? step !== steps[i] : steps[i] === '') return [];
      if (name !== undefined) values[name] = decodeURIComponent(steps[i] as string);
    }
    return [{ operationId: operation.operationId, path: values, named: Object.keys(values).length }];
  }).sort((a, b) => a.named - b.named)[0];
  return found ?? null;
}
