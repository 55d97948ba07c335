import { mailProblem } from './problems.ts';

/** Gives back the bytes of a file from pieces of its transfer encoding (RFC 2045 §6), with a memory of less than a line. */
export interface TransferDecoder {
  push(piece: Buffer): Buffer;
  /** What was held back; nothing more comes. @throws `connectors.attachment-unreadable` when the encoding breaks off. */
  end(): Buffer;
}

/** @throws `connectors.attachment-unreadable` for an encoding that mail does not have. */
export function openTransferDecoder(encoding: string): TransferDecoder {
  if (encoding === 'base64') return openBase64();
  if (encoding === 'quoted-printable') return openQuotedPrintable();
  if (['7bit', '8bit', 'binary'].includes(encoding)) return { push: (piece) => piece, end: () => Buffer.alloc(0) };
  throw mailProblem('attachment-unreadable', { encoding: encoding.slice(0, 40), detailTh: `เข้ารหัสแบบ ${encoding.slice(0, 40)}`, detailEn: `It is encoded as ${encoding.slice(0, 40)}.` });
}

/** Signs that are no letters of the alphabet are passed over, as §6.8 has it. */
function openBase64(): TransferDecoder {
  let held = '';
  return {
    push(piece) {
      const letters = held + piece.toString('latin1').replace(/[^A-Za-z0-9+/]+/g, '');
      const whole = letters.length - (letters.length % 4);
      held = letters.slice(whole);
      return Buffer.from(letters.slice(0, whole), 'base64');
    },
    end() {
      if (held.length === 1) throw mailProblem('attachment-unreadable', { detailTh: 'ข้อมูล base64 ขาดท้าย', detailEn: 'Its base64 breaks off.' });
      return Buffer.from(held, 'base64');
    },
  };
}

/** Line by line: blanks at the end of a line were put there on the way, and a line that ends in `=` goes on in the next. */
function openQuotedPrintable(): TransferDecoder {
  let held = '';
  const decode = (text: string): Buffer => Buffer.from(text.replace(/[\t ]+(?=\r?\n)/g, '').replace(/=\r?\n/g, '').replace(/=([0-9A-Fa-f]{2})/g, (_all, digits: string) => String.fromCharCode(parseInt(digits, 16))), 'latin1');
  return {
    push(piece) {
      const text = held + piece.toString('latin1');
      const whole = text.lastIndexOf('\n') + 1;
      // A line longer than a piece is no quoted-printable: it is handed on up to the last sign.
      const until = whole > 0 ? whole : Math.max(0, text.lastIndexOf('='));
      held = text.slice(until);
      return decode(text.slice(0, until));
    },
    end: () => decode(held.replace(/=[\t ]*$/, '')),
  };
}
