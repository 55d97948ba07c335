/** A whole `/r1` address taken apart. */
export interface RoadAddress { provider: string; code: string; rest: string; query: string }

const FORM = /^\/r1\/(TH\/GOV\/[a-z0-9][a-z0-9-]*\/[a-z][a-z0-9-]{1,40})\/([A-Za-z][A-Za-z0-9-]{1,62})(\/[^?#]*)?(\?[^#]*)?$/;
const CLIENT = /^TH\/GOV\/[a-z0-9][a-z0-9-]*\/[a-z][a-z0-9-]{1,40}$/;

/** The parts of `/r1/TH/GOV/<agency>/<system>/<service>/<path>`; null for any other address. */
export function parseRoadAddress(url: string): RoadAddress | null {
  const [, provider, code, rest = '', query = ''] = FORM.exec(url) ?? [];
  return provider && code ? { provider, code, rest, query } : null;
}

/** The system that `X-Road-Client` names; the last of several counts (protocol for REST §4.3). Null when it names none. */
export function parseRoadClient(rawHeaders: readonly string[]): string | null {
  const said = rawHeaders.filter((_, i) => i % 2 === 1 && rawHeaders[i - 1]?.toLowerCase() === 'x-road-client').at(-1)?.trim();
  return said !== undefined && CLIENT.test(said) ? said : null;
}
