import type { upload as th } from '../th/upload.ts';

export const upload: typeof th = {
  choose: 'Choose a file', sending: 'Sending the file', sendingName: (v) => `Sending ${v.name}`, stop: 'Stop sending', other: 'Choose another file',
  sent: (v) => `${v.sent} of ${v.size} sent (${v.share})`,
  notKept: (v) => `${v.name}: nothing has changed yet.`,
  keptSoFar: (v) => `${v.name}: the ${v.sent} already sent are kept; trying again goes on from there.`,
};
