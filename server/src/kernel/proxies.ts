import { BlockList, isIP } from 'node:net';

/** Tells whether an address is one of the proxies (addresses or CIDR blocks) whose `x-forwarded-*` headers count. */
export function trusts(proxies: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const each of proxies) {
    const [address = '', bits] = each.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return (address) => {
    const plain = address.replace(/^::ffff:/, '');
    return isIP(plain) !== 0 && list.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4');
  };
}
