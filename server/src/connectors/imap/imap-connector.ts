import { Readable } from 'node:stream';
import { defaultLimits, guardedFetch } from '#kernel/net/guarded-fetch.ts';
import { checkHost, type HostRules } from '#kernel/net/host-guard.ts';
import { netProblem } from '#kernel/net/problems.ts';
import { Problem } from '#kernel/problem.ts';
import type { Connector, FetchContext, FetchResult } from '#modules/linkage/index.ts';
import type { Patience } from '../files/fetch-chosen.ts';
import { openLine, type Line } from '../files/line.ts';
import { trySteps } from '../test-steps.ts';
import type { Tokens } from '../web/tokens.ts';
import { chooseMail, markOfMail, type MailChoice } from './choose-mail.ts';
import { connect, type MailAddress } from './connect.ts';
import { watchForMacros } from './macro-watch.ts';
import { openMailbox, type Mailbox } from './mailbox.ts';
import { readAttachment } from './read-attachment.ts';
import { mailSettings, preparation, type MailConfig } from './settings.ts';

export type { MailConfig } from './settings.ts';
export interface ImapOptions extends Patience { rules: HostRules; tokens: Tokens }
type Asking = Pick<FetchContext, 'openSecret' | 'signal'>;

/** Fetches a file that came as the attachment of a mail. The mailbox is never changed; which mail was taken is remembered with the release. */
export function openImapConnector(options: ImapOptions): Connector<MailConfig> {
  return {
    kind: 'imap',
    title: { th: 'ไฟล์แนบในกล่องจดหมาย', en: 'Attachment in a mailbox' },
    preparation,
    configSchema: mailSettings,
    secretFields: ['password', 'clientSecret'] as never,
    secretsGoTo: (config) => JSON.stringify([config.host, config.port ?? portOf(config), config.user, config.ca ?? '', ...('tokenUrl' in config ? [URL.canParse(config.tokenUrl) ? new URL(config.tokenUrl).origin : config.tokenUrl, config.clientId] : [])]),
    describe: (config) => `imap://${config.user}@${config.host}/${config.folder ?? 'INBOX'} (${config.pattern ?? '*'})`,
    test: (config, ctx) => testSource(config, ctx, options),
    fetch: (config, ctx) => fetchAttachment(config, ctx, options),
  };
}

async function fetchAttachment(config: MailConfig, ctx: FetchContext, options: ImapOptions): Promise<FetchResult> {
  const line = await openLine(() => dial(config, ctx, options), ctx.signal);
  try {
    const choice = choiceOf(config);
    const chosen = await chooseMail(line.server(), choice, ctx.since);
    if (!chosen) return { kind: 'unchanged' };
    const stored = await ctx.store(bytesOf(line, chosen, ctx, options));
    if (choice.take === 'newest' && ctx.since?.['sha256'] === stored.sha256) return { kind: 'unchanged' };
    return { kind: 'fetched', name: chosen.attachment.name, mark: markOfMail(line.server(), chosen, choice.take, stored.sha256), ...(choice.take === 'each' ? { scope: 'part' } : {}), ...stored };
  } catch (error) {
    throw ctx.signal.aborted ? netProblem('stopped', {}, { cause: error }) : error;
  } finally {
    line.close();
  }
}

function bytesOf(line: Line<Mailbox>, chosen: NonNullable<Awaited<ReturnType<typeof chooseMail>>>, ctx: FetchContext, options: ImapOptions): Readable {
  const body = readAttachment(line, chosen, {
    limits: { ...defaultLimits, ...options.limits }, attempts: options.resumeAttempts ?? 4, pauseMs: options.resumePauseMs ?? 2000, signal: ctx.signal, onBytes: (received) => ctx.onBytes(received, null),
  });
  return Readable.from(watchForMacros(body, chosen.attachment.name), { objectMode: false, highWaterMark: 1 });
}

function testSource(config: MailConfig, ctx: Asking, options: ImapOptions) {
  let mailbox: Mailbox | null = null;
  const tried = trySteps([
    { th: 'หาเครื่องจดหมาย', en: 'Find the mail server', run: async () => { await checkHost(config.host, options.rules); } },
    { th: 'เข้าสู่ระบบ แล้วเปิดกล่องแบบอ่านอย่างเดียว', en: 'Sign in and open the mailbox read-only', run: async () => {
      mailbox = await dial(config, ctx, options);
      return { th: `${mailbox.mails} ฉบับ`, en: `${mailbox.mails} mails` };
    } },
    { th: 'หาจดหมายที่มีไฟล์แนบตรงเงื่อนไข', en: 'Find a mail with an attachment that fits', run: async () => {
      const chosen = await chooseMail(mailbox as Mailbox, choiceOf(config), undefined);
      if (!chosen) return;
      const { mail, attachment } = chosen;
      return { th: `${attachment.name} จาก ${mail.from} ได้รับ ${dayOf(mail.receivedMs)}`, en: `${attachment.name} from ${mail.from}, received ${dayOf(mail.receivedMs)}` };
    } },
  ]);
  return tried.finally(() => mailbox?.close());
}

async function dial(config: MailConfig, ctx: Asking, options: ImapOptions): Promise<Mailbox> {
  const address = { host: config.host, port: portOf(config), startTls: config.encryption === 'starttls', ca: config.ca, user: config.user };
  const client = await ('password' in config ? connect({ ...address, login: { password: ctx.openSecret(config.password) } }, options.rules, ctx.signal) : signInByToken(config, address, ctx, options));
  return openMailbox(client, config.folder ?? 'INBOX');
}

/** A kept token may have been withdrawn since: one that is refused is replaced once. */
async function signInByToken(config: Extract<MailConfig, { tokenUrl: string }>, address: Omit<MailAddress, 'login'>, ctx: Asking, { rules, tokens }: ImapOptions) {
  const { tokenUrl, clientId, scope, secretIn } = config;
  const client = { tokenUrl, clientId, clientSecret: ctx.openSecret(config.clientSecret), ...(scope ? { scope } : {}), ...(secretIn ? { secretIn } : {}) };
  const tokenBut = (refused?: string) => tokens.of(client, (url, request) => guardedFetch(url, rules, { ...request, signal: ctx.signal }), refused);
  const accessToken = await tokenBut();
  return connect({ ...address, login: { accessToken } }, rules, ctx.signal).catch(async (error: unknown) => {
    if (!(error instanceof Problem) || error.code !== 'connectors.sign-in-refused') throw error;
    const another = await tokenBut(accessToken);
    if (another === accessToken) throw error;
    return connect({ ...address, login: { accessToken: another } }, rules, ctx.signal);
  });
}

function choiceOf({ senders, proof, checkedBy, subject, pattern, maxAgeDays, take }: MailConfig): MailChoice {
  return { senders, proof, pattern: pattern ?? '*', take: take ?? 'newest', ...(checkedBy ? { checkedBy } : {}), ...(subject ? { subject } : {}), ...(maxAgeDays ? { maxAgeDays } : {}) };
}

const portOf = ({ port, encryption }: MailConfig): number => port ?? (encryption === 'starttls' ? 143 : 993);
const dayOf = (ms: number): string => new Date(ms + 7 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
