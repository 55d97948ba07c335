/** One answer of the service, as much of it as a verdict needs; status 0 when there was none, and why. */
export interface Met { status: number; location: URL | null; failure?: string }

const TIMEOUT_MS = 10_000;
const MOST_STEPS = 6;

/** A browser of the self-test: keeps the service's cookies, follows its redirects and leaves the service never by itself. */
export class Visitor {
  readonly #cookies = new Map<string, string>();
  readonly #fetch: typeof fetch;
  constructor(within: typeof fetch) { this.#fetch = within; }

  /** Opens a page of the service and follows its redirects while they stay on its own origins; the last answer. */
  async open(address: string, origins: ReadonlySet<string>): Promise<Met> {
    let url = new URL(address);
    let met = await this.#get(url);
    for (let step = 0; met.location && origins.has(met.location.origin) && step < MOST_STEPS; step++) {
      url = met.location;
      met = await this.#get(url);
    }
    return met;
  }

  /** Asks once, following nothing: whether a page shows itself. */
  look(address: string): Promise<Met> { return this.#get(new URL(address)); }

  async #get(url: URL): Promise<Met> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await this.#fetch(url, { redirect: 'manual', headers: { accept: 'text/html', ...(cookie && { cookie }) }, signal: AbortSignal.timeout(TIMEOUT_MS) });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    await response.body?.cancel();
    const location = response.headers.get('location');
    return { status: response.status, location: location !== null && URL.canParse(location, url.href) ? new URL(location, url) : null };
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((each) => each.trim());
    const at = pair.indexOf('=');
    const gone = pair.length === at + 1 || attributes.some((each) => /^(?:max-age=(?:0|-\d+)|expires=Thu, 01 Jan 1970)/i.test(each));
    if (gone) this.#cookies.delete(pair.slice(0, at)); else this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }
}
