import { request } from 'node:http';

interface Cookie { value: string; path: string }

/** A browser as far as sign-in needs one: cookies with paths, redirects one by one, our page's header. */
export class Browser {
  readonly cookies = new Map<string, Cookie>();
  readonly base: string;
  readonly real: string;
  /** @param base address that people know; @param real where this process listens (another port for a second process). */
  constructor(base: string, real: string = base) {
    this.base = base;
    this.real = real;
  }

  set(name: string, value: string): void { this.cookies.set(name, { value, path: '/' }); }

  async ask(path: string, init: { method?: string; body?: unknown; form?: Record<string, string>; headers?: Record<string, string> } = {}): Promise<Response> {
    const url = new URL(path, this.base);
    const cookie = [...this.cookies].filter(([, each]) => url.pathname === each.path || url.pathname.startsWith(each.path.endsWith('/') ? each.path : `${each.path}/`)).map(([name, each]) => `${name.split('|')[0]}=${each.value}`).join('; ');
    const { port } = new URL(this.real);
    const body = init.form ? new URLSearchParams(init.form).toString() : init.body === undefined ? undefined : JSON.stringify(init.body);
    const headers = {
      host: new URL(this.base).host, ...(cookie && { cookie }), 'x-saphan': '1', accept: 'text/html',
      ...(body !== undefined && { 'content-type': init.form ? 'application/x-www-form-urlencoded' : 'application/json', 'content-length': String(Buffer.byteLength(body)) }), ...init.headers,
    };
    const response = await new Promise<Response>((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, path: url.pathname + url.search, method: init.method ?? 'GET', headers }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
          const entries = Object.entries(answer.headers).flatMap(([name, value]) => [value ?? ''].flat().map((each) => [name, each] as [string, string]));
          const status = answer.statusCode ?? 500;
          resolve(new Response([204, 303, 304].includes(status) && parts.length === 0 ? null : Buffer.concat(parts), { status, headers: entries }));
        });
      });
      sent.on('error', reject).end(body);
    });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return response;
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((each) => each.trim());
    const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    const path = attributes.find((each) => /^path=/i.test(each))?.slice(5) ?? '/';
    if (value === '' || attributes.some((each) => /^expires=Thu, 01 Jan 1970/i.test(each))) this.cookies.delete(`${name}|${path}`);
    else this.cookies.set(`${name}|${path}`, { value, path });
  }

  /** Follows redirects until one leaves this house or a page is met; the last address. */
  async follow(path: string): Promise<URL> {
    let url = new URL(path, this.base);
    for (let step = 0; step < 12; step++) {
      if (url.origin !== new URL(this.base).origin || /^\/(th|en)\//.test(url.pathname)) return url;
      const response = await this.ask(url.href);
      const location = response.headers.get('location');
      if (!location) throw new Error(`no way on from ${url.pathname}: ${response.status} ${await response.text()}`);
      url = new URL(location, url);
    }
    throw new Error('redirects without end');
  }
}
