import type { Messages } from '../th/index.ts';

export const upload: Messages['upload'] = {
  choose: 'Choose a file', sending: 'Sending the file', sendingName: (v) => `Sending ${v.name}`, stop: 'Stop sending', other: 'Choose another file',
  sent: (v) => `${v.sent} of ${v.size} sent (${v.share})`,
  keptSoFar: (v) => `${v.name}: the ${v.sent} already sent are kept; trying again goes on from there.`,
};
