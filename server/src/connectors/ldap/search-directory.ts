import { AndFilter, EqualityFilter, FilterParser, type Client, type Entry } from 'ldapts';
import { Problem } from '#kernel/problem.ts';
import type { HostRules } from '#kernel/net/host-guard.ts';
import type { Directory, DirectoryEntry, LdapSettings } from '#modules/identity/index.ts';
import { close, openConnection, provesPassword } from './connect.ts';
import { attributesOf, readEntry } from './entry.ts';
import { belongsTo } from './groups.ts';
import { directoryProblem } from './problems.ts';

const PAGE_SIZE = 200;
const LONGEST_NAME = 256;

/** Directories behind identity's port: LDAP version 3 over TLS only (RFC 4511, 4513), references to other servers are not followed. */
export function searchLdapDirectory({ rules }: { rules: HostRules }): Directory {
  return {
    prove: (settings, readerPassword, userName, password) => prove(rules, settings, readerPassword, userName, password),
    list: (settings, readerPassword) => list(rules, settings, readerPassword),
  };
}

/** Finds one entry by the name that was typed, then binds as it; whoever is found twice, or is not a member, is nobody. */
async function prove(rules: HostRules, settings: LdapSettings, readerPassword: string, userName: string, password: string): Promise<DirectoryEntry | null> {
  if (password === '' || userName === '' || userName.length > LONGEST_NAME || userName.includes('\0') || password.includes('\0')) return null;
  const found = await asReader(rules, settings, readerPassword, async (client) => {
    // Compared as a value of the protocol: `*)(uid=*` is a name that nobody has, never a filter (RFC 4515 is not involved).
    const filter = new AndFilter({ filters: [FilterParser.parseString(settings.userFilter), new EqualityFilter({ attribute: settings.nameAttribute, value: userName })] });
    const { searchEntries } = await client.search(settings.baseDn, { scope: 'sub', filter, attributes: attributesOf(settings), explicitBufferAttributes: [settings.idAttribute], sizeLimit: 2 });
    const [only, ...others] = searchEntries;
    const read = only && others.length === 0 ? await readPerson(client, settings, only) : null;
    return only && read?.isOpen ? { dn: only.dn, read } : null;
  });
  const own = await openConnection(settings, rules);
  try {
    // Whoever was not found is asked for as well, so that time does not tell who is there.
    const proved = await provesPassword(own, found?.dn ?? `cn=saphan-nobody,${settings.baseDn}`, password);
    return proved && found ? found.read : null;
  } finally {
    await close(own);
  }
}

/** Every person, page by page (RFC 2696). */
async function* list(rules: HostRules, settings: LdapSettings, readerPassword: string): AsyncGenerator<DirectoryEntry[]> {
  const client = await openReader(rules, settings, readerPassword);
  try {
    const known = new Map<string, Promise<string[]>>();
    for await (const { searchEntries } of client.searchPaginated(settings.baseDn, { scope: 'sub', filter: settings.userFilter, attributes: attributesOf(settings), explicitBufferAttributes: [settings.idAttribute], paged: { pageSize: PAGE_SIZE } })) {
      const page: DirectoryEntry[] = [];
      for (const each of searchEntries) {
        const read = await readPerson(client, settings, each, known);
        if (read) page.push(read);
      }
      yield page;
    }
  } catch (error) {
    throw asProblem(error);
  } finally {
    await close(client);
  }
}

async function readPerson(client: Client, settings: LdapSettings, entry: Entry, known?: Map<string, Promise<string[]>>): Promise<DirectoryEntry | null> {
  const { requiredGroup, baseDn } = settings;
  return readEntry(entry, settings, requiredGroup === null || await belongsTo(client, baseDn, entry.dn, requiredGroup, known));
}

async function openReader(rules: HostRules, settings: LdapSettings, readerPassword: string): Promise<Client> {
  const client = await openConnection(settings, rules);
  try {
    if (await provesPassword(client, settings.bindDn, readerPassword)) return client;
    throw directoryProblem('directory-login-refused');
  } catch (error) {
    await close(client);
    throw error;
  }
}

async function asReader<T>(rules: HostRules, settings: LdapSettings, readerPassword: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await openReader(rules, settings, readerPassword);
  try {
    return await work(client);
  } catch (error) {
    throw asProblem(error);
  } finally {
    await close(client);
  }
}

const asProblem = (error: unknown): unknown => error instanceof Problem ? error : directoryProblem('directory-search-refused', {}, { cause: error });
