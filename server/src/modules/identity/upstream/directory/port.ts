import type { LdapSettings } from '../settings.ts';

/** A person as a directory has it. */
export interface DirectoryEntry {
  /** What never changes: objectGUID, entryUUID. */
  externalId: string;
  userName: string;
  givenName: string;
  familyName: string;
  email: string | null;
  /** Whether the person may come in: not disabled, and of the group that is asked for. */
  isOpen: boolean;
}

/** Directories of agencies; a connector fills it. */
export interface Directory {
  /** Whoever this name and password prove; null when they prove nobody. Throws when the directory cannot say. */
  prove(settings: LdapSettings, readerPassword: string, userName: string, password: string): Promise<DirectoryEntry | null>;
  /** Everybody, page by page; throws when it does not come to an end. */
  list(settings: LdapSettings, readerPassword: string): AsyncIterable<DirectoryEntry[]>;
}
