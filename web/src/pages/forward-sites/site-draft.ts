/** A site behind a proxy, as typed. */
export interface SiteDraft { host: string; clientId: string; upstreamUrl: string; minAal: 1 | 2 | 3; enabled: boolean }
export const emptySite: SiteDraft = { host: '', clientId: '', upstreamUrl: '', minAal: 1, enabled: true };

const checks: Record<'host' | 'clientId' | 'upstreamUrl', (draft: SiteDraft) => boolean> = {
  host: ({ host }) => /^[a-z0-9.-]{1,253}(?::[0-9]{1,5})?$/.test(host.trim()),
  clientId: ({ clientId }) => clientId !== '',
  upstreamUrl: ({ upstreamUrl }) => /^https?:\/\/[^\s]+$/.test(upstreamUrl.trim()) && URL.canParse(upstreamUrl.trim()),
};

/** What keeps a draft from being sent. */
export const faultsOf = (draft: SiteDraft) => (['host', 'clientId', 'upstreamUrl'] as const).filter((name) => !checks[name](draft));
