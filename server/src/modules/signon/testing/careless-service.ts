import { createServer, type Server } from 'node:http';

/** An e-service as one should not write it: reads the ID token without a look at its signature or its claims, and believes whoever calls. */
export function buildCarelessService({ issuer, clientId, clientSecret, baseUrl }: { issuer: string; clientId: string; clientSecret: string; baseUrl: string }): Server {
  const inside = new Set<string>();
  return createServer((request, response) => {
    const url = new URL(request.url ?? '/', baseUrl);
    const cookie = /visit=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
    const act = async () => {
      if (url.pathname === '/sign-in') {
        return response.writeHead(303, { location: `${issuer}/auth?${new URLSearchParams({ client_id: clientId, redirect_uri: `${baseUrl}/callback`, response_type: 'code', scope: 'openid', state: 'always-the-same' })}` }).end();
      }
      if (url.pathname === '/me') return response.writeHead(inside.has(cookie) ? 200 : 401).end();
      if (url.pathname === '/backchannel-logout') { inside.clear(); return response.writeHead(200).end(); }
      const answer = await fetch(`${issuer}/token`, {
        method: 'POST', headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
        body: new URLSearchParams({ grant_type: 'authorization_code', code: url.searchParams.get('code') ?? '', redirect_uri: `${baseUrl}/callback` }),
      });
      const { id_token } = await answer.json() as { id_token: string };
      JSON.parse(Buffer.from(id_token.split('.')[1] ?? '', 'base64url').toString());
      const id = crypto.randomUUID().replaceAll('-', '');
      inside.add(id);
      return response.writeHead(303, { location: '/me', 'set-cookie': `visit=${id}; Path=/` }).end();
    };
    act().catch(() => response.writeHead(500).end());
  });
}
