/** The 13-digit number of persons and juristic persons. Check digit and mask: thai-standards.md §5.5. */

/** The 13 digits without the spaces and hyphens people write between the groups; null when it is not 13 digits. */
export function citizenIdDigits(text: string): string | null {
  const digits = text.replace(/[\s-]/g, '');
  return /^[0-9]{13}$/.test(digits) ? digits : null;
}

/** Last digit that belongs to the first twelve: (11 − Σ dᵢ·(13−i) mod 11) mod 10. */
export function checkDigit(firstTwelve: string): number {
  let sum = 0;
  for (let i = 0; i < 12; i += 1) sum += Number(firstTwelve[i]) * (13 - i);
  return (11 - (sum % 11)) % 10;
}

function hasRightCheckDigit(digits: string): boolean {
  return checkDigit(digits.slice(0, 12)) === Number(digits[12]);
}

/** Whether the text is a person's number: 13 digits (groups allowed), first digit not 0, right check digit. */
export function isCitizenId(text: string): boolean {
  const digits = citizenIdDigits(text);
  return digits !== null && digits[0] !== '0' && hasRightCheckDigit(digits);
}

/** Whether the text is a juristic person's number: 13 digits, first digit 0, right check digit. */
export function isJuristicId(text: string): boolean {
  const digits = citizenIdDigits(text);
  return digits !== null && digits[0] === '0' && hasRightCheckDigit(digits);
}

/** `1-1017-00230-70-8`; the text itself when it is not 13 digits. */
export function groupCitizenId(text: string): string {
  const digits = citizenIdDigits(text);
  return digits === null ? text : digits.replace(/^(\d)(\d{4})(\d{5})(\d{2})(\d)$/, '$1-$2-$3-$4-$5');
}

/** The form shown by default: only the last four characters, `•••• 4471`. Shorter values show nothing. */
export function maskPersonal(text: string): string {
  const letters = [...text.replace(/[\s-]/g, '')];
  return letters.length > 4 ? `•••• ${letters.slice(-4).join('')}` : '••••';
}
