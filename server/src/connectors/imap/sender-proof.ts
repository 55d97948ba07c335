/** Who is let through: whole addresses, or `@domain`. */
export function senderTest(senders: readonly string[]): (address: string) => boolean {
  const wanted = new Set(senders.map((each) => each.trim().toLowerCase()));
  return (address) => wanted.has(address.toLowerCase()) || wanted.has(`@${domainOf(address)}`);
}

/**
 * Whether the receiving server found that a mail comes from the domain it says (RFC 8601): DMARC passed for it, or a DKIM signature of it or of a domain above
 * it. Only one header counts: the topmost, or the topmost of the server that is named; what a sender wrote itself lies below.
 *
 * @param headers values of `Authentication-Results`, from the top.
 * @param checkedBy the name by which the receiving server signs its findings (authserv-id); some servers write none.
 */
export function isProven(headers: readonly string[], from: string, checkedBy: string | undefined): boolean {
  const findings = headers.map(readFindings);
  const trusted = checkedBy ? findings.find(({ server }) => server === checkedBy.trim().toLowerCase()) : findings[0];
  const domain = domainOf(from);
  return trusted?.results.some((each) => {
    if (each.method === 'dmarc=pass') return each.properties.get('header.from') === domain;
    return each.method === 'dkim=pass' && isAbove(each.properties.get('header.d') ?? domainOf(each.properties.get('header.i') ?? ''), domain);
  }) ?? false;
}

/** Values of a header in the order of the mail, each on one line. */
export function headerValues(head: string, name: string): string[] {
  const lines = head.replace(/\r?\n[\t ]+/g, ' ').split(/\r?\n/);
  return lines.filter((line) => line.toLowerCase().startsWith(`${name}:`)).map((line) => line.slice(name.length + 1).trim());
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).trim().toLowerCase();

interface Findings { server: string; results: { method: string; properties: Map<string, string> }[] }

function readFindings(header: string): Findings {
  const parts = withoutComments(header).split(';').map((each) => each.trim()).filter((each) => each !== '');
  // Exchange Online begins with its first finding and names no server.
  const server = parts[0]?.includes('=') ? '' : (parts.shift() ?? '').split(/\s/)[0]?.toLowerCase() ?? '';
  return {
    server,
    results: parts.map((part) => {
      const [method = '', ...rest] = part.replace(/\s*=\s*/g, '=').split(/\s+/);
      return { method: method.toLowerCase().replace(/^([a-z0-9-]+)\/\d+=/, '$1='), properties: new Map(rest.map((each) => each.split('=', 2)).map(([name = '', value = '']) => [name.toLowerCase(), value.replaceAll('"', '').toLowerCase()])) };
    }),
  };
}

/** Comments stand in parentheses, may be nested, and could hold any words (RFC 5322 §3.2.2); a quoted text is no comment. */
function withoutComments(text: string): string {
  let [depth, quoted, kept] = [0, false, ''];
  for (let at = 0; at < Math.min(text.length, 20_000); at += 1) {
    const letter = text[at] as string;
    if (letter === '\\' && (quoted || depth > 0)) { at += 1; continue; }
    if (letter === '"' && depth === 0) quoted = !quoted;
    else if (!quoted && letter === '(') depth += 1;
    else if (!quoted && letter === ')' && depth > 0) depth -= 1;
    else if (depth === 0) kept += quoted && letter === ';' ? ' ' : letter;
  }
  return kept;
}

function isAbove(signer: string, domain: string): boolean {
  return signer !== '' && signer.includes('.') && (domain === signer || domain.endsWith(`.${signer}`));
}
