const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @returns null when the bytes are not UTF-8. */
export function textOf(bytes: Uint8Array | undefined): string | null {
  try {
    return bytes === undefined ? null : strict.decode(bytes);
  } catch {
    return null;
  }
}
