import { findApiToken, issueTokenBy, listAccounts, revokeApiToken, type Account } from '#modules/identity/index.ts';
import { notFound, problem, refuseValues } from '../errors.ts';
import { policies } from '../policies.ts';
import type { Action, Call } from './action.ts';
import { asFlag, asText, asWhole, needText } from './values.ts';

const reads = { reads: true, policy: policies['read-catalogue'] } as const;

/** The house itself, its users and their tokens; `help_show` is added where all actions are known. */
export const houseActions: Action[] = [
  { ...reads, name: 'status_show', help: 'ระบบนี้คืออะไร · What this site is.', run: async ({ ports }) => statusOf(ports) },
  { name: 'user_list', reads: true, policy: policies['read-users'], help: 'บัญชีที่ผู้เรียกดูได้ · Accounts that the caller may see: q, all_fields.', run: listUsers },
  { name: 'user_show', reads: true, policy: policies['read-users'], help: 'บัญชีหนึ่งบัญชี · One account: id.', run: showUser },
  { name: 'api_token_create', reads: false, policy: policies['manage-tokens'], help: 'ออกโทเคนของตน · Issue a token of one’s own: user, name, expires_in, unit.', run: createToken },
  { name: 'api_token_revoke', reads: false, policy: policies['manage-tokens'], help: 'ยกเลิกโทเคนของตน · Revoke a token of one’s own: jti or token.', run: revokeToken },
];

/** `ckan_version` is the version whose behaviour is kept; a harvester of the national catalogue reads the keys of the government's extension. */
function statusOf({ publicUrl, version }: Call['ports']): Record<string, unknown> {
  return {
    ckan_version: '2.10.4', site_title: 'สะพาน · Saphan', site_description: 'บัญชีข้อมูลกระทรวงเกษตรและสหกรณ์ · Data catalogue of the Ministry of Agriculture and Cooperatives', site_url: publicUrl, error_emails_to: null, locale_default: 'th',
    extensions: ['datastore', 'thai_gdc'], saphan_version: version, thaigdc_catalog_type: 'ministry', thaigdc_is_as_a_service: 'False', thaigdc_version: '2.2.4', thaigdc_update: { thai_gdc: '2024-10-22' },
  };
}

const userOf = (account: Pick<Account, 'id' | 'displayName' | 'createdAt'> & { userName: string | null; state?: string }): Record<string, unknown> => ({
  id: account.id, name: account.userName ?? account.id, fullname: account.displayName, display_name: account.displayName, about: null, created: account.createdAt, state: account.state === 'active' || account.state === undefined ? 'active' : 'deleted', sysadmin: false,
  activity_streams_email_notifications: false, email_hash: '', number_created_packages: 0, image_url: '', image_display_url: null,
});

/** Who asks sees the own account, a system administrator any. */
async function accountsFor({ who, db }: Call, q: string | null): Promise<Account[]> {
  const { items } = await db.read((tx) => listAccounts(tx, who, { ...(q !== null && { q }) }));
  return who.roles.includes('operator') ? items : items.filter(({ id }) => id === who.accountId);
}

async function listUsers(call: Call): Promise<unknown> {
  const users = await withSelf(call, await accountsFor(call, asText(call.args['q'], 'q')));
  return asFlag(call.args['all_fields'], 'all_fields') ?? true ? users : users.map(({ name }) => name);
}

async function withSelf({ who }: Call, accounts: readonly Account[]): Promise<Record<string, unknown>[]> {
  const users = accounts.map((account) => userOf(account as never));
  return users.some(({ id }) => id === who.accountId) ? users : [selfOf(who), ...users];
}

const selfOf = (who: Call['who']) => ({ ...userOf({ id: who.accountId ?? '', userName: who.name, displayName: who.name, createdAt: '' } as never), sysadmin: who.roles.includes('operator') });

async function showUser(call: Call): Promise<unknown> {
  const id = asText(call.args['id'], 'id');
  if (id === null || id === call.who.accountId || id === call.who.name) return selfOf(call.who);
  const found = (await accountsFor(call, id)).map((account) => userOf(account as never)).find((user) => user['id'] === id || user['name'] === id);
  if (!found) throw notFound(`User "${id.slice(0, 100)}" was not found.`);
  return found;
}

/** What clients of CKAN do: read, and write records and rows, as far as the account may. */
const SCOPES = ['ckan', 'ckan:read'];
const LONGEST_DAYS = 90;
const SECONDS_A_DAY = 86_400;

async function createToken(call: Call): Promise<unknown> {
  const { args, who, db } = call;
  const user = needText(args, 'user');
  if (user !== who.name && user !== who.accountId) throw problem('not-authorised', { detailTh: 'ออกโทเคนได้เฉพาะของตน', detailEn: 'Tokens are issued for oneself only' });
  const name = needText(args, 'name');
  const wanted = asWhole(args['expires_in'], 'expires_in', 1, Number.MAX_SAFE_INTEGER);
  const unit = asWhole(args['unit'], 'unit', 1, Number.MAX_SAFE_INTEGER) ?? SECONDS_A_DAY;
  const days = wanted === null ? LONGEST_DAYS : Math.max(1, Math.ceil(wanted * unit / SECONDS_A_DAY));
  if (days > LONGEST_DAYS) throw refuseValues({ expires_in: `ไม่เกิน ${LONGEST_DAYS} วัน · at most ${LONGEST_DAYS} days` });
  const made = await db.tx((tx) => issueTokenBy(tx, who, { name: name.slice(0, 100), scopes: SCOPES, days }));
  return { token: made.token, jti: made.id, expires_at: made.expiresAt };
}

async function revokeToken({ args, who, db }: Call): Promise<null> {
  const [jti, token] = [asText(args['jti'], 'jti'), asText(args['token'], 'token')];
  if (jti === null && token === null) throw refuseValues({ jti: 'Missing value', token: 'Missing value' });
  await db.tx(async (tx) => {
    const holder = token === null ? null : await findApiToken(tx, token);
    const id = jti ?? (holder?.accountId === who.accountId ? holder?.tokenId : undefined);
    if (!id || !/^[0-9a-f-]{36}$/i.test(id)) throw notFound('API Token was not found.');
    await revokeApiToken(tx, who, who.accountId ?? '', id);
  });
  return null;
}
