import { isIP } from 'node:net';
import type { Mailer } from '#modules/notices/index.ts';

const TIMEOUT_MS = 20_000;

/**
 * A mail server that takes letters by SMTP (RFC 5321). `smtps://` is TLS from the first byte; `smtp://` must turn to TLS (STARTTLS) before a
 * name or password is said, except towards this same machine. The library is loaded at the first letter.
 *
 * @param url `smtp[s]://USER:PASSWORD@HOST:PORT`
 * @param from sender, e.g. `Saphan <no-reply@moac.go.th>`
 * @param ca a certificate to trust in place of the system's.
 * @param timeoutMs longest silence of the server.
 */
export function openSmtpMailer({ url, from, ca, timeoutMs = TIMEOUT_MS }: { url: string; from: string; ca?: string; timeoutMs?: number }): Mailer & { close(): void } {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  const host = hostname.replace(/^\[|\]$/g, '');
  const opened = () => import('nodemailer').then(({ createTransport }) => createTransport({
    host, port: Number(port) || (secure ? 465 : 587), secure, requireTLS: !secure && !isThisMachine(host), ...(username !== '' && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs, disableFileAccess: true, disableUrlAccess: true, tls: { minVersion: 'TLSv1.2', ...(ca !== undefined && { ca }), ...(isIP(host) === 0 && { servername: host }) },
  }));
  let transport: ReturnType<typeof opened> | null = null;
  return {
    async send({ id, to, subject, text }) {
      transport ??= opened();
      try {
        await (await transport).sendMail({
          from, to: { name: '', address: to }, subject, text: text.replaceAll('\n', '\r\n'), messageId: `<${id}>`, textEncoding: 'base64',
          // No out-of-office answers, and nobody's list (RFC 3834 §5).
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        });
      } catch (error) {
        const { responseCode, message } = error as { responseCode?: number; message: string };
        // 5yz says never (RFC 5321 §4.2.1), except that we may not send at all: that is mended in the settings.
        if (responseCode !== undefined && responseCode >= 550 && responseCode < 560) return { refused: message };
        throw error;
      }
      return { refused: null };
    },
    close() { void transport?.then((each) => each.close()); },
  };
}

const isThisMachine = (host: string): boolean => ['localhost', '127.0.0.1', '::1'].includes(host);
