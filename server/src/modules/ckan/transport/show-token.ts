import type { FastifyRequest } from 'fastify';

/**
 * CKAN's clients show a token bare, in `Authorization`, in `X-CKAN-API-Key` or in both; what carries a scheme of its own is not meant for us.
 * A JSONP call knows nobody: its answer runs in another site's page. Cookies never count here.
 */
export function showToken({ headers, url, method }: Pick<FastifyRequest, 'headers' | 'url' | 'method'>): void {
  const key = [headers['x-ckan-api-key'], headers.authorization].flat().find((value) => value !== undefined && value.trim() !== '');
  delete headers.authorization;
  delete headers.cookie;
  if (key === undefined || (method === 'GET' && /[?&]callback=/.test(url))) return;
  const token = /^(?:Bearer +)?(\S+)$/i.exec(key.trim())?.[1];
  if (token !== undefined) headers.authorization = `Bearer ${token}`;
}
