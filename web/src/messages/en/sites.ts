import type { sites as th } from '../th/sites.ts';

export const sites: typeof th = {
  title: 'Sites behind a proxy', lead: 'Old sites that cannot speak OpenID Connect: their proxy asks before every request who comes', loading: 'Reading the sites', caption: 'Every site behind a proxy', none: 'No sites behind a proxy', noneWhy: 'Register the service of the site first, then add it here',
  site: 'Site', service: 'Service', behind: 'Stands at', on: 'On', off: 'Off', set: 'Add a site', change: (v) => `Change ${v.host}`, host: 'Host that people open', hostHint: 'Small letters, such as old.rid.go.th; a port may follow', upstream: 'Where the site stands behind the proxy', upstreamFault: 'Enter a whole address, such as http://10.0.0.9', enabled: 'Let people enter it',
  callbackNote: 'The service must register the return address', remove: 'Remove', removeOf: (v) => `Remove ${v.host}`, removeWhy: 'The proxy gets no answer for it any more: nobody enters until it is added again. The service stays registered.', removed: 'Removed',
};
