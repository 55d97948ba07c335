const letters = /^[BCDFGHJKLMNPQRSTVWXZ]{8}$/;

/** A code of a device as the server knows it (RFC 8628 §6.1: 20 consonants, `XXXX-XXXX`), however it was typed; null when it is none. */
export function deviceCode(text: string): string | null {
  const plain = text.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return letters.test(plain) ? `${plain.slice(0, 4)}-${plain.slice(4)}` : null;
}
