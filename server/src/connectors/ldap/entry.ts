import type { Entry } from 'ldapts';
import type { DirectoryEntry, LdapSettings } from '#modules/identity/index.ts';

const ACCOUNT_DISABLED = 0x2;

/** Attributes that are read; nothing else leaves the directory. */
export const attributesOf = ({ idAttribute, nameAttribute }: LdapSettings): string[] => [idAttribute, nameAttribute, 'givenName', 'sn', 'displayName', 'cn', 'mail', 'userAccountControl'];

/** A person of the directory; null for an entry without a name to sign in with or without an id that lasts. */
export function readEntry(entry: Entry, { idAttribute, nameAttribute }: LdapSettings, isMember: boolean): DirectoryEntry | null {
  const text = (name: string) => { const value = valueOf(entry, name); return value === null ? '' : value.toString('utf8').trim().slice(0, 200); };
  const id = valueOf(entry, idAttribute);
  const userName = text(nameAttribute);
  if (id === null || id.length === 0 || userName === '') return null;
  const [first = '', ...others] = (text('displayName') || text('cn') || userName).split(/\s+/);
  const control = Number(text('userAccountControl') || 0);
  return {
    externalId: asText(id), userName, givenName: text('givenName') || first, familyName: text('sn') || others.join(' '), email: text('mail') || null,
    // Active Directory says so in a bit of userAccountControl; a directory without it has no such state.
    isOpen: isMember && (control & ACCOUNT_DISABLED) === 0,
  };
}

function valueOf(entry: Entry, name: string): Buffer | null {
  const [, found] = Object.entries(entry).find(([each]) => each.toLowerCase() === name.toLowerCase()) ?? [];
  const first = Array.isArray(found) ? found[0] : found;
  return first === undefined ? null : Buffer.from(first as string);
}

/** An id as text: entryUUID is one already, objectGUID is 16 bytes. */
const asText = (id: Buffer): string => /^[\x21-\x7e]{1,100}$/.test(id.toString('latin1')) ? id.toString('latin1') : id.toString('hex');
