import type { edges as th } from '../th/edges.ts';

export const edges: typeof th = {
  lead: (v) => `**${v.connected}** connected, **${v.away}** not heard of`, show: 'Show', shown: { all: 'All', connected: 'Connected', away: 'Not heard of', clock: 'Clock off' }, system: 'System', nothing: 'No edge as chosen', nothingWhy: 'Show all, or install one as docs/guides/edge.md says', silent: (v) => `silent for ${v.time}`, minutes: (v) => `${v.count} min`, hours: (v) => `${v.count} h`, days: (v) => `${v.count} days`,
  title: 'Edges', note: 'The program saphan edge inside the agency’s network: it connects outward only and holds the agency’s own key', loading: 'Reading edges', none: 'No edge of this system yet', noneWhy: 'Install one where the agency can open no inbound port; docs/guides/edge.md says how',
  connected: 'Connected', away: 'Not heard of', never: 'None', instance: 'Edge', state: 'State', lastSeen: 'Last heard', version: 'Version', clock: 'Clock', clockRight: 'right', clockOff: (v) => `${Math.abs(v.seconds)} s ${v.seconds > 0 ? 'fast' : 'slow'}`, services: 'Services it answers', noServices: 'asks only', direct: 'Direct while the hub is away', noDirect: 'no',
};
