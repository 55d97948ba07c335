import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cloneRoot } from '../server/src/kernel/config.ts';
import type { GateCount } from './run-gates.ts';
import { runProgram } from './run-program.ts';

/** A finding that we live with for a while: why it does not reach us, and until when that is believed. */
export interface Allowed { advisory: string; package: string; until: string; reason: string }
/** What the registry knows against a package that is shipped. */
export interface Finding { advisory: string; package: string; severity: string; title: string }

/** What an audit came to; null when the registry did not answer it. */
export type Audit = { findings: Finding[] } | null;

interface Via { name: string; title: string; url: string; severity: string }
interface Report { auditReportVersion?: number; vulnerabilities?: Record<string, { via: (Via | string)[] }> }

const WEIGHTY = ['high', 'critical'];

/** Asks the registry about what is shipped, and fails on what is high or critical and stands in no list of reasons (OWASP ASVS 5.0 V15.2.1). */
export async function runAudit(): Promise<GateCount> {
  const { text } = await runProgram('npm', ['audit', '--omit=dev', '--audit-level=high', '--json', '--loglevel=silent', '--fetch-retries=0', '--fetch-timeout=20000'], { quiet: true });
  const { says, ...count } = judgeAudit(readAudit(text), readAllowed(), new Date());
  process.stdout.write(`${says}\n`);
  return count;
}

/** The findings of `npm audit --json`, of whatever weight, one for each advisory and package. */
export function readAudit(text: string): Audit {
  const report = parse(text.slice(Math.max(0, text.indexOf('{')), text.lastIndexOf('}') + 1));
  if (report?.auditReportVersion === undefined) return null;
  const found = Object.values(report.vulnerabilities ?? {}).flatMap(({ via }) => via.filter((each) => typeof each !== 'string'));
  const findings = found.map(({ name, title, url, severity }) => ({ advisory: url.split('/').at(-1) ?? url, package: name, severity, title }));
  return { findings: [...new Map(findings.map((each) => [`${each.advisory} ${each.package}`, each])).values()] };
}

function parse(text: string): Report | null {
  try {
    return JSON.parse(text) as Report;
  } catch {
    return null;
  }
}

/** What an audit means for the gate, as one line or more. A reason that has run out, or that nothing needs any more, fails too. */
export function judgeAudit(audit: Audit, allowed: readonly Allowed[], now: Date): GateCount & { says: string } {
  if (!audit) return { passed: 0, failed: 0, says: '– audit of what is shipped: the registry did not answer; run `npm audit --omit=dev` where it does' };
  const today = now.toISOString().slice(0, 10);
  const stands = (finding: Finding) => allowed.some((each) => each.advisory === finding.advisory && each.package === finding.package && each.until >= today);
  const wrong = [
    ...audit.findings.filter((each) => WEIGHTY.includes(each.severity) && !stands(each)).map((each) => `  ${each.severity}: ${each.package}: ${each.title} (${each.advisory})`),
    ...allowed.filter(({ until }) => until < today).map((each) => `  the reason for ${each.advisory} in ${each.package} ran out on ${each.until}`),
    ...allowed.filter((each) => !audit.findings.some((finding) => finding.advisory === each.advisory && finding.package === each.package)).map((each) => `  ${each.advisory} in ${each.package} is in tools/audit-allowed.json and is found no more`),
  ];
  if (wrong.length > 0) return { passed: 0, failed: 1, says: ['✗ audit of what is shipped', ...wrong].join('\n') };
  return { passed: 1, failed: 0, says: `✓ audit of what is shipped${allowed.length > 0 ? ` (reasons in tools/audit-allowed.json: ${allowed.length})` : ''}` };
}

/** The list of reasons. Throws on an entry without one. */
export function readAllowed(text: string = readFileSync(join(cloneRoot, 'tools/audit-allowed.json'), 'utf8')): Allowed[] {
  const list = JSON.parse(text) as Allowed[];
  for (const each of list) if (!each.advisory.startsWith('GHSA-') || !each.package || !/^\d{4}-\d\d-\d\d$/.test(each.until) || each.reason.length < 20) throw new TypeError(`tools/audit-allowed.json: ${JSON.stringify(each)} wants advisory, package, until and a reason`);
  return list;
}
