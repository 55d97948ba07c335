import { describe, expect, it } from 'vitest';
import { byExchange, byHoliday, byOldExchange, byPostfix, byQmail } from '../testing/reports.ts';
import { readReport } from './read-report.ts';

const mailId = '0f8fad5b-d9cb-469f-a165-70867728950e';
const letter = { messageId: `${mailId}@saphan.moac.example`, to: 'Somchai@rid.example' };
const about = { mailId, recipient: 'somchai@rid.example' };

describe('a report', () => {
  it.each([
    ['Postfix', byPostfix(letter), { ...about, action: 'failed', status: '5.1.1', reason: expect.stringMatching(/^5\.1\.1 smtp; 550 5\.1\.1/) }],
    ['Postfix, delayed', byPostfix(letter, { action: 'delayed', status: '4.4.1', said: '450 try again' }), { ...about, action: 'delayed', status: '4.4.1' }],
    ['Exchange', byExchange(letter), { ...about, action: 'failed', status: '5.1.10', reason: expect.stringContaining('RecipientNotFound') }],
    ['qmail', byQmail(letter), { ...about, action: 'failed', status: '5.0.0', reason: expect.stringContaining('550 mailbox unavailable') }],
    ['Exchange in plain words', byOldExchange(letter), { ...about, action: 'failed', status: '5.2.2', reason: '550 5.2.2 RESOLVER.RST.NotAuthorized; mailbox full' }],
  ])('of %s says which letter, to whom, and why', (_, text, said) => { expect(readReport(text)).toEqual({ reason: expect.any(String), ...said }); });

  it('without the Message-ID names the address alone', () => {
    expect(readReport(byPostfix(letter).replace(/Message-ID: .*\r\n/, ''))).toMatchObject({ mailId: null, recipient: about.recipient });
  });

  it('is no answer of a person, no letter like others and nothing that only looks like one', () => {
    for (const text of [byHoliday(letter), '', 'Subject: x\r\n\r\n550 5.1.1', `From: a@b.example\r\n\r\n${byQmail(letter)}`, byPostfix(letter).replace('Status: 5.1.1', 'Status: none')]) expect(readReport(text)).toBeNull();
  });

  it('of a hostile size and shape is read in a moment', () => {
    const at = performance.now();
    for (const piece of ['\n--b', ' ', '<', '5.', 'a@', '\n ', 'message-id:', '>', '=', 'Content-Type: multipart/report; boundary=b\n\n--b\n', 'Status: 5.1.1\n']) {
      readReport(`From: postmaster@x.example\nContent-Type: multipart/report; boundary=b\n\n${piece.repeat(260_000 / piece.length)}`);
      readReport(`From: postmaster@x.example\n\n${piece.repeat(260_000 / piece.length)}`);
    }
    expect(performance.now() - at).toBeLessThan(5_000);
  });
});
