import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { netProblem } from './problems.ts';

/** Hosts that may be reached although they are internal: names, addresses or CIDR blocks, e.g. `db.moac.local`, `10.1.0.0/16`, `127.0.0.1`. */
export interface HostRules { allow: readonly string[] }

/** An address that was checked; connect to it and not to the name, which may mean another by then. */
export interface CheckedAddress { address: string; family: 4 | 6 }

export type Resolve = (host: string) => Promise<{ address: string; family: number }[]>;

/** IANA special-purpose registries (RFC 6890 and later): everything that is not the public Internet. */
const internal = blockList([
  '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24', '192.31.196.0/24', '192.52.193.0/24',
  '192.88.99.0/24', '192.168.0.0/16', '192.175.48.0/24', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4',
]);
/** In IPv6 only global unicast is public; of it, these are not. */
const globalUnicast = blockList(['2000::/3']);
const internalSix = blockList(['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']);

const resolveAll: Resolve = (host) => lookup(host, { all: true, verbatim: true });

/**
 * Resolves a host and checks every address it has. One internal address among public ones refuses the host.
 * @throws `kernel.host-unknown`, `kernel.host-refused`.
 */
export async function checkHost(host: string, rules: HostRules, resolve: Resolve = resolveAll): Promise<CheckedAddress> {
  const name = host.replace(/^\[|\]$/g, '').replace(/\.$/, '').toLowerCase();
  const addresses = isIP(name) ? [{ address: name, family: isIP(name) }] : await resolve(name).catch((error: unknown) => { throw netProblem('host-unknown', { host: name }, { cause: error }); });
  const first = addresses[0];
  if (!first) throw netProblem('host-unknown', { host: name });
  const allowed = blockList(rules.allow.filter((each) => isIP(each.split('/')[0] ?? '') !== 0));
  const isNamed = rules.allow.some((each) => each.toLowerCase() === name);
  const refused = isNamed ? undefined : addresses.find(({ address }) => isInternal(address) && !contains(allowed, address));
  if (refused) {
    throw netProblem('host-refused', { host: name, address: refused.address, detailTh: `${name} ชี้ไปที่ ${refused.address}`, detailEn: `${name} leads to ${refused.address}.` });
  }
  return { address: first.address, family: first.family === 6 ? 6 : 4 };
}

/** Whether an address is loopback, private, link-local, multicast, reserved or any other that is not public; IPv4 inside IPv6 counts as IPv4. */
export function isInternal(address: string): boolean {
  const plain = address.split('%')[0] ?? '';
  if (isIP(plain) === 4) return internal.check(plain, 'ipv4');
  if (isIP(plain) !== 6) return true;
  const embedded = embeddedIpv4(plain);
  if (embedded) return internal.check(embedded, 'ipv4');
  return !globalUnicast.check(plain, 'ipv6') || internalSix.check(plain, 'ipv6');
}

function contains(list: BlockList, address: string): boolean {
  const plain = address.split('%')[0] ?? '';
  if (isIP(plain) === 4) return list.check(plain, 'ipv4');
  const embedded = embeddedIpv4(plain);
  return list.check(plain, 'ipv6') || (embedded !== null && list.check(embedded, 'ipv4'));
}

/** The IPv4 address within ::ffff:a.b.c.d (mapped) and 64:ff9b::a.b.c.d (NAT64). */
function embeddedIpv4(address: string): string | null {
  const groups = expand(address);
  const prefix = groups.slice(0, 6).map((group) => group.toString(16)).join(':');
  if (prefix !== '0:0:0:0:0:ffff' && prefix !== '64:ff9b:0:0:0:0') return null;
  const [high = 0, low = 0] = groups.slice(6);
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** The eight 16-bit groups of an IPv6 address. */
function expand(address: string): number[] {
  const dotted = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_all, a, b, c, d) => `${(Number(a) * 256 + Number(b)).toString(16)}:${(Number(c) * 256 + Number(d)).toString(16)}`);
  const [left = '', right] = dotted.split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':').map((group) => parseInt(group, 16)));
  const before = groups(left);
  const after = right === undefined ? [] : groups(right);
  return [...before, ...Array.from({ length: 8 - before.length - after.length }, () => 0), ...after];
}

function blockList(blocks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const block of blocks) {
    const [address = '', bits] = block.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    list.addSubnet(address, bits === undefined ? (family === 'ipv6' ? 128 : 32) : Number(bits), family);
  }
  return list;
}
