const browsers = [[/\bEdg\//, 'Edge'], [/\bOPR\//, 'Opera'], [/\bSamsungBrowser\//, 'Samsung Internet'], [/\bFirefox\//, 'Firefox'], [/Chrome\//, 'Chrome'], [/\bSafari\//, 'Safari'], [/^saphan/i, 'saphan']] as const;
const systems = [[/\bWindows\b/, 'Windows'], [/\biPhone|\biPad/, 'iOS'], [/\bAndroid\b/, 'Android'], [/\bMac OS X\b/, 'macOS'], [/\bCrOS\b/, 'ChromeOS'], [/\bLinux\b/, 'Linux']] as const;

/** A browser's long name as people know it, e.g. `Chrome · Windows`; null when it says nothing known. Only a help for the eye: anybody can send any name. */
export function agentName(agent: string | null): string | null {
  if (!agent) return null;
  const found = [browsers, systems].map((names) => names.find(([sign]) => sign.test(agent))?.[1]).filter((name) => name !== undefined);
  return found.length > 0 ? found.join(' · ') : null;
}
