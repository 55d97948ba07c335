/** Bytes, and pixels of a side. */
export const LARGEST_PICTURE = 204_800;
const SIDES = [16, 1_024] as const;

/**
 * The media type of a small picture, read from its own first bytes and not from a name; null for anything else, also for SVG, which may hold scripts.
 *
 * PNG: ISO/IEC 15948 §11.2.2; JPEG: ITU-T T.81 §B.2.2; WebP: RFC 9649 §2.
 */
export function readPictureType(bytes: Buffer): 'image/png' | 'image/jpeg' | 'image/webp' | null {
  if (bytes.length > LARGEST_PICTURE || bytes.length < 30) return null;
  const found = readPng(bytes) ?? readJpeg(bytes) ?? readWebp(bytes);
  return found && [found.width, found.height].every((side) => side >= SIDES[0] && side <= SIDES[1]) ? found.type : null;
}

interface Size<Type> { type: Type; width: number; height: number }

function readPng(bytes: Buffer): Size<'image/png'> | null {
  if (bytes.toString('latin1', 0, 8) !== '\x89PNG\r\n\x1a\n' || bytes.toString('latin1', 12, 16) !== 'IHDR') return null;
  return { type: 'image/png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** Goes from marker to marker until a frame says its size. */
function readJpeg(bytes: Buffer): Size<'image/jpeg'> | null {
  if (bytes.readUInt16BE(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1] as number;
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) return { type: 'image/jpeg', height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
  }
  return null;
}

function readWebp(bytes: Buffer): Size<'image/webp'> | null {
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WEBP') return null;
  const type = 'image/webp';
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8 ': return { type, width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    case 'VP8L': { const packed = bytes.readUInt32LE(21); return { type, width: (packed & 0x3fff) + 1, height: ((packed >> 14) & 0x3fff) + 1 }; }
    case 'VP8X': return { type, width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
    default: return null;
  }
}
