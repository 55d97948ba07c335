import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ServerClient } from './server-client.ts';

const CHUNK_BYTES = 8 * 1024 * 1024;

export interface UploadedRaw { rawId: number; sha256: string; bytes: number; name: string }

/** Uploads a file in chunks, telling how far it is. The file must not change meanwhile: size and time are compared. */
export async function uploadFile(client: ServerClient, path: string, onBytes: (sent: number, total: number) => void): Promise<UploadedRaw> {
  const before = await stat(path);
  const { id } = await client.ask<{ id: string }>('POST', '/uploads', { name: basename(path), size: before.size });
  const file = await open(path);
  try {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    for (let offset = 0; offset < before.size;) {
      const { bytesRead } = await file.read(chunk, 0, Math.min(CHUNK_BYTES, before.size - offset), offset);
      if (bytesRead === 0) break;
      await client.ask('PUT', `/uploads/${id}?offset=${offset}`, chunk.subarray(0, bytesRead));
      offset += bytesRead;
      onBytes(offset, before.size);
    }
    const after = await file.stat();
    if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) throw new FileChanged(path);
  } finally {
    await file.close();
  }
  return client.ask<UploadedRaw>('POST', `/uploads/${id}/complete`, {});
}

/** The file was written to while it was read. */
export class FileChanged extends Error {
  constructor(path: string) {
    super(`${path} changed while it was read`);
    this.name = 'FileChanged';
  }
}
