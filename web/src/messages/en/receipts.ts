import type { Messages } from '../th/index.ts';

export const receipts: Messages['receipts'] = {
  title: 'Verify a receipt of an exchange',
  lead: 'Checked in your own browser; no file leaves it.',
  drop: 'Drop a receipt (.zip) here',
  dropHint: 'You may drop with it public keys that you know (.pem), and bodies that you kept, named request.body or response.body.',
  choose: 'Choose files', another: 'Verify another', busy: 'Verifying',
  good: 'This receipt is true', bad: 'This receipt does not pass',
  goodNext: 'Everything that could be checked passed. Read below what a receipt does not prove.', badNext: 'Do not use it as evidence. Ask a party or Saphan for the receipt again.',
  noReceipt: 'There is no receipt among these files', noReceiptNext: 'Choose the .zip from the page of an exchange, or from saphan call.',
  unreadable: (v) => `${v.name} cannot be read as a receipt`,
  noEd25519: 'This browser cannot verify Ed25519 signatures', noEd25519Next: 'Use Chromium 137, Firefox 129 or Safari 17 and later, or run sh verify.sh, which lies in the receipt.',
  about: 'The exchange', checks: 'What was checked', found: 'Result', detail: 'Detail', check: 'Check',
  states: { passed: 'Passed', failed: 'Failed', absent: 'Absent' },
  notProved: 'What a receipt does not prove',
  facts: { client: 'System that asked', request: 'Request', purpose: 'Purpose', agreement: 'Agreement', at: 'Time', status: 'Status of the answer', assurance: 'Assurance level', exchangeId: 'Exchange id', caseRef: 'Reference', log: 'Log' },
  keys: 'Ids of the keys that signed', keysNote: 'Compare them with those the agencies and Saphan publish.', signers: { request: 'Consumer', response: 'Provider', gateway: 'Gateway' },
  offline: 'Verify without network', offlineNote: 'The same page as one file, for a machine without internet.', offlineGet: 'Download the page',
  shell: 'Or with openssl alone: unzip the receipt and run',
};
