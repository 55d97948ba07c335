import type { KoaContextWithOIDC } from 'oidc-provider';

/** Asks whether to sign out everywhere; plain, because it stands outside the page, and works without a script. */
export function logoutPage(ctx: KoaContextWithOIDC, form: string): void {
  allowFormsTo(ctx, ctx.oidc.params?.['post_logout_redirect_uri']);
  ctx.type = 'html';
  ctx.body = `<!doctype html><html lang="th"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>ออกจากระบบ · Sign out</title></head>
<body><main><h1>ออกจากระบบทุกบริการหรือไม่</h1><p lang="en">Sign out of every service?</p>${form}
<p><button type="submit" form="op.logoutForm" name="logout" value="yes" autofocus>ออกจากระบบทุกบริการ · Sign out everywhere</button></p>
<p><button type="submit" form="op.logoutForm">ออกจากบริการนี้เท่านั้น · Only this service</button></p></main></body></html>`;
}

/** The address that a form's answer leads to counts for `form-action` as well. */
export function allowFormsTo(ctx: KoaContextWithOIDC, uri: unknown): void {
  const csp = ctx.response.get('content-security-policy');
  const origin = typeof uri === 'string' ? URL.parse(uri)?.origin : undefined;
  if (csp && origin && /^https?:\/\/[\w.:[\]-]+$/.test(origin)) ctx.set('content-security-policy', csp.replace("form-action 'self'", `form-action 'self' ${origin}`));
}

/** `th` unless the request asks for English. */
export const languageOf = (uiLocales: unknown): 'th' | 'en' => typeof uiLocales === 'string' && /^en\b/i.test(uiLocales) ? 'en' : 'th';
