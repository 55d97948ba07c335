import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { selfSignedFor } from '#kernel/testing/certificate.ts';
import { openHttpConnector, type HttpConfig } from '../http/http-connector.ts';
import { keepInMemory } from '../testing/keep-in-memory.ts';
import { openWebServer, sendJson, type WebServer } from '../testing/web-server.ts';

const open: WebServer[] = [];
afterEach(() => { for (const server of open.splice(0)) server.close(); });
const serve = async (...args: Parameters<typeof openWebServer>) => { const server = await openWebServer(...args); open.push(server); return server; };
const rules = { allow: ['127.0.0.1'] };
const fetched = async (config: HttpConfig, connector = openHttpConnector({ rules })) => {
  const ctx = keepInMemory();
  await connector.fetch(config, ctx);
  return ctx.kept[0]?.toString();
};
const code = (name: string, fields: object = {}) => expect.objectContaining({ code: name, fields: expect.objectContaining(fields) });

describe('a web source', () => {
  it('is signed in to by a user, by a key in a header, and by a key in the address, which nobody is shown', async () => {
    const { url } = await serve((request, response) => { response.end(JSON.stringify([request.headers.authorization ?? null, request.headers['x-agency'] ?? null, request.url])); });
    expect(await fetched({ url, user: 'กรม', password: 'sealed:p:w' })).toBe(JSON.stringify([`Basic ${Buffer.from('กรม:p:w').toString('base64')}`, null, '/']));
    expect(await fetched({ url, keyName: 'X-Agency', keyIn: 'header', apiKey: 'sealed:k1\n' })).toBe('[null,"k1","/"]');
    const inAddress: HttpConfig = { url: `${url}/a.csv?year=2568`, keyName: 'key', keyIn: 'query', apiKey: 'k&2' };
    expect(await fetched(inAddress)).toBe('[null,null,"/a.csv?year=2568&key=k%262"]');
    expect(openHttpConnector({ rules }).describe(inAddress)).toBe(`${url}/a.csv?…`);
  });

  it('tells its key to no other host, and says when no header can carry it', async () => {
    const other = await serve((request, response) => { response.end(JSON.stringify([request.headers['x-agency'] ?? null, request.url])); });
    const { url } = await serve((_request, response) => { response.writeHead(302, { location: `${other.url}/there` }).end(); });
    expect(await fetched({ url, keyName: 'X-Agency', keyIn: 'header', apiKey: 'k1' })).toBe('[null,"/there"]');
    await expect(fetched({ url, authorization: 'Bearer ก' })).rejects.toThrow(code('connectors.secret-unsendable'));
  });

  it('must have its secrets given anew when another host would hear them', () => {
    const { secretsGoTo } = openHttpConnector({ rules });
    const config: HttpConfig = { url: 'https://a.go.th/x', tokenUrl: 'https://login.go.th/t', clientId: 'c', clientSecret: '' };
    expect(secretsGoTo({ ...config, url: 'https://a.go.th/y' })).toBe(secretsGoTo(config));
    expect(secretsGoTo({ ...config, tokenUrl: 'https://evil.example/t' })).not.toBe(secretsGoTo(config));
    expect(secretsGoTo({ ...config, ca: 'x' })).not.toBe(secretsGoTo(config));
  });

  it('is shown our certificate', async () => {
    const [host, own] = [selfSignedFor({ subject: [['550403', 'hub']], altNames: [[0x87, Buffer.from([127, 0, 0, 1])]] }), selfSignedFor({ subject: [['550403', 'saphan']] })];
    const { url } = await serve((request, response) => { response.end((request.socket as unknown as { getPeerCertificate(): { subject: { CN: string } } }).getPeerCertificate().subject.CN); }, { key: host.key, cert: host.certificate, ca: own.certificate, requestCert: true, rejectUnauthorized: true });
    expect(await fetched({ url, ca: host.certificate, certificate: own.certificate, certificateKey: `sealed:${own.key}` })).toBe('saphan');
    await expect(fetched({ url, certificate: own.certificate, certificateKey: own.key })).rejects.toThrow(code('kernel.certificate-refused'));
  });
});

describe('a token', () => {
  const lasting = (seconds: number) => async () => {
    const seen: string[] = [];
    let given = 0;
    const tokens = await serve(async (request, response) => {
      seen.push(`${request.headers.authorization ?? ''} ${await text(request)}`);
      given += 1;
      sendJson(response, { access_token: `t${given}`, token_type: 'Bearer', expires_in: seconds });
    });
    let refused = '';
    const data = await serve((request, response) => {
      const { authorization = '' } = request.headers;
      if (authorization === refused) response.writeHead(401).end();
      else response.end(authorization);
    });
    return { seen, config: { url: data.url, tokenUrl: tokens.url, clientId: 'me:x', clientSecret: 'sealed:ลับ&' }, refuse: (token: string) => { refused = token; } };
  };

  it('is asked for once and kept until it ends', async () => {
    const { seen, config } = await lasting(3600)();
    const connector = openHttpConnector({ rules });
    expect([await fetched(config, connector), await fetched(config, connector)]).toEqual(['Bearer t1', 'Bearer t1']);
    expect(seen).toEqual([`Basic ${Buffer.from(`me%3Ax:${encodeURIComponent('ลับ')}%26`).toString('base64')} grant_type=client_credentials`]);
    expect(await fetched({ ...config, scope: 'read', secretIn: 'body' }, connector)).toBe('Bearer t2');
    expect(seen[1]).toBe(` grant_type=client_credentials&scope=read&client_id=me%3Ax&client_secret=${encodeURIComponent('ลับ')}%26`);
  });

  it('that has ended or is refused is replaced, once', async () => {
    const short = await lasting(0.001)();
    const connector = openHttpConnector({ rules });
    await fetched(short.config, connector);
    await expect.poll(() => fetched(short.config, connector)).not.toBe('Bearer t1');
    const long = await lasting(3600)();
    long.refuse('Bearer t1');
    expect(await fetched(long.config, connector)).toBe('Bearer t2');
    expect(await fetched(long.config, connector)).toBe('Bearer t2');
    const never = await serve((_request, response) => { response.writeHead(401).end(); });
    await expect(fetched({ ...long.config, url: never.url }, connector)).rejects.toThrow(code('kernel.answer-refused', { upstreamStatus: 401 }));
    expect(never.asked).toHaveLength(2);
  });

  it.each<[string, number, object | string, string, string]>([
    ['refuses the account', 401, { error: 'invalid_client', error_description: 'ลับสุดยอด' }, 'connectors.sign-in-refused', 'config'], ['gives none', 200, {}, 'connectors.token-missing', 'config'],
    ['answers a page', 200, '<html>', 'connectors.token-missing', 'config'], ['is away', 503, '', 'kernel.answer-unavailable', 'transient'],
  ])('says when the token address %s', async (_what, status, body, name, retry) => {
    const tokens = await serve((_request, response) => { response.writeHead(status, { 'content-type': 'application/json' }).end(typeof body === 'string' ? body : JSON.stringify(body)); });
    const connector = openHttpConnector({ rules });
    const config: HttpConfig = { url: 'http://127.0.0.1:9/', tokenUrl: tokens.url, clientId: 'me', clientSecret: 'ลับสุดยอด' };
    await expect(fetched(config, connector)).rejects.toThrow(expect.objectContaining({ code: name, retry }));
    const { ok, steps } = await connector.test(config, keepInMemory());
    expect([ok, steps.length]).toEqual([false, 2]);
    expect(JSON.stringify(steps)).not.toContain('ลับสุดยอด');
  });
});
