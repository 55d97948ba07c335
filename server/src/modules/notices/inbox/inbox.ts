import type { Static } from 'typebox';
import type { Tx } from '#kernel/db.ts';
import type { Principal } from '#kernel/policy.ts';
import { noticesProblem } from '../errors.ts';
import { kindNames, noticeKinds, type MailMode, type NoticeKind } from '../kinds.ts';
import type { MarkBody, Notice, NoticeList, NoticesQuery, Settings, SettingsBody } from '../schemas.ts';
import {
  countUnread, deleteQuietHours, findOwnAddress, findQuietHours, findWaitingMail, forgetAddressTrouble, listOwn, listOwnAgencies, listPreferences, markRead, putPreferences, putQuietHours, type ListOwnRow,
} from './inbox.sql.gen.ts';

const PAGE = 50;

/** Whose notices. @throws `notices.no-account`. */
export function accountOf({ accountId }: Principal): string {
  if (accountId === null) throw noticesProblem('no-account');
  return accountId;
}

/** Somebody's own notices, newest first. */
export async function readOwnNotices(tx: Tx, account_id: string, { unread, agency, before }: Static<typeof NoticesQuery>): Promise<Static<typeof NoticeList>> {
  const rows = await listOwn(tx, { account_id, unread: unread ?? false, agency_id: agency ?? null, before: before ?? null, limit: PAGE + 1 });
  const items = rows.slice(0, PAGE).map(viewNotice);
  return { items, ...await countUnread(tx, { account_id }), agencies: (await listOwnAgencies(tx, { account_id })).map(({ agency_id }) => agency_id), next: rows.length > PAGE ? items.at(-1)?.id ?? null : null };
}

/** Marks own notices as read or not, and says how many are left. */
export async function markOwnNotices(tx: Tx, account_id: string, { ids, read }: Static<typeof MarkBody>): Promise<{ unread: number }> {
  await markRead(tx, { account_id, ids: ids ?? null, read });
  return countUnread(tx, { account_id });
}

export const readUnread = (tx: Tx, account_id: string): Promise<{ unread: number }> => countUnread(tx, { account_id });

/** What is mailed to somebody, when, and to which address. */
export async function readOwnSettings(tx: Tx, account_id: string): Promise<Static<typeof Settings>> {
  const chosen = new Map((await listPreferences(tx, { account_id })).map(({ kind, mail }) => [kind, mail as MailMode]));
  const quiet = await findQuietHours(tx, { account_id });
  const address = await findOwnAddress(tx, { account_id });
  return {
    kinds: kindNames.map((kind) => {
      const { th, en, urgent, mail } = noticeKinds[kind];
      return { kind, name: { th, en }, urgent, mail: urgent ? 'at-once' as const : chosen.get(kind) ?? mail, usual: mail };
    }),
    quiet: quiet && { from: quiet.from_minute, to: quiet.to_minute },
    address: address?.email == null ? null : { email: address.email, trouble: address.reason === null || address.since === null ? null : { reason: address.reason, since: address.since }, waiting: await findWaitingMail(tx, { account_id }) },
  };
}

/** Changes own settings; what is left out stays. @throws `notices.quiet-hours-empty`. */
export async function changeNoticeSettings(tx: Tx, account_id: string, { mail, quiet, tryAddressAgain }: Static<typeof SettingsBody>): Promise<Static<typeof Settings>> {
  if (quiet && quiet.from === quiet.to) throw noticesProblem('quiet-hours-empty');
  const last = new Map((mail ?? []).map((each) => [each.kind as NoticeKind, each]));
  if (last.size > 0) await putPreferences(tx, { account_id, preferences: [...last.values()] });
  if (quiet === null) await deleteQuietHours(tx, { account_id });
  if (quiet) await putQuietHours(tx, { account_id, from_minute: quiet.from, to_minute: quiet.to });
  if (tryAddressAgain) await forgetAddressTrouble(tx, { account_id });
  return readOwnSettings(tx, account_id);
}

function viewNotice(row: ListOwnRow): Static<typeof Notice> {
  const known = noticeKinds[row.kind as NoticeKind] as { th: string; en: string } | undefined;
  return {
    id: row.id, kind: row.kind, kindName: { th: known?.th ?? row.kind, en: known?.en ?? row.kind }, urgent: row.urgent, agencyId: row.agency_id, what: { th: row.what_th, en: row.what_en },
    todo: row.todo_th === null ? null : { th: row.todo_th, en: row.todo_en ?? row.todo_th }, by: row.by_on, link: row.link, createdAt: row.created_at, readAt: row.read_at, settledAt: row.settled_at, via: row.via,
  };
}
