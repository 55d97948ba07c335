import type { HostRules } from '#kernel/net/host-guard.ts';
import type { Directory } from '#modules/identity/index.ts';

/** Directories behind identity's port; the protocol is loaded when the first one is asked: most ministries have none. */
export function openLdapDirectory(options: { rules: HostRules }): Directory {
  const loaded = async () => (await import('./search-directory.ts')).searchLdapDirectory(options);
  return {
    prove: async (...asked) => (await loaded()).prove(...asked),
    async *list(...asked) { yield* (await loaded()).list(...asked); },
  };
}
