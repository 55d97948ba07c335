import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cloneRoot } from '#kernel/config.ts';

/** Real servers that connectors are tested against: the Debian packages that hold them, and a program of each that shows it is there. */
export const serverPackages = {
  mariadb: { packages: ['mariadb-server-core', 'mariadb-client'], program: 'mariadbd' },
  openssh: { packages: ['openssh-server', 'openssh-sftp-server', 'openssh-client'], program: 'sshd' },
  proftpd: { packages: ['proftpd-core', 'proftpd-mod-crypto'], program: 'proftpd' },
  dovecot: { packages: ['dovecot-core', 'dovecot-imapd'], program: 'dovecot' },
} as const;

export type ServerName = keyof typeof serverPackages;

export interface FoundServer {
  /** The folder that stands for `/` of the packages. */
  readonly root: string;
  /** Environment its programs need: they lie outside the system's folders, and so do their libraries. */
  readonly env: { readonly LD_LIBRARY_PATH: string; readonly PATH: string };
  /** Path of one of its programs or libraries, whichever `bin` or `lib` folder it lies in. @throws when it has none of that name. */
  file(name: string): string;
}

/** Where a server lies once it was brought; another list of packages is another folder. */
export function serverFolder(name: ServerName): string {
  const { packages } = serverPackages[name];
  return join(cloneRoot, '.runtime', 'servers', `${name}-${createHash('sha256').update(packages.join(' ')).digest('hex').slice(0, 8)}`);
}

/** A server that `tools/bring-servers.ts` brought, or null: `describe.skipIf(!server)`, with `whyNoServer` in the title. */
export function findServer(name: ServerName): FoundServer | null {
  const root = serverFolder(name);
  if (!existsSync(root)) return null;
  const libraries = libraryFolders(root);
  const places = [...['usr/bin', 'usr/sbin', 'bin', 'sbin'].map((folder) => join(root, folder)), join(root, 'usr/lib/openssh'), ...libraries, join(root, 'usr/share/mysql')];
  return {
    root,
    env: { LD_LIBRARY_PATH: libraries.join(':'), PATH: `${join(root, 'usr/bin')}:${join(root, 'usr/sbin')}:${process.env['PATH'] ?? ''}` },
    file(wanted) {
      const found = places.map((folder) => join(folder, wanted)).find((path) => existsSync(path));
      if (!found) throw new Error(`${name} has no file ${wanted} under ${root}`);
      return found;
    },
  };
}

/** What a skipped test says. */
export function whyNoServer(name: ServerName): string {
  return `${name} was not brought: \`npm test\` does it where apt-get and the network are`;
}

/** `lib`, `usr/lib`, their folders by platform, and the private ones of a package. */
function libraryFolders(root: string): string[] {
  return ['lib', 'usr/lib'].flatMap((folder) => {
    const path = join(root, folder);
    if (!existsSync(path)) return [];
    const inside = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory() && /-linux-gnu|^dovecot$/.test(entry.name));
    return [path, ...inside.map((entry) => join(path, entry.name))];
  });
}
