import type { Scope } from '../../api/identity-types.ts';
import { useTell } from '../../app/lang.ts';

/** What is asked for, in words. */
export function ScopeList({ scopes }: { scopes: Scope[] }) {
  const tell = useTell();
  return <ul className="stack-1">{scopes.map((scope) => <li key={scope.name}>{tell(scope)}</li>)}</ul>;
}
