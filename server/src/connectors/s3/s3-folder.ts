import type { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { netProblem } from '#kernel/net/problems.ts';
import { Problem } from '#kernel/problem.ts';
import { LARGEST_FOLDER, type FileServer, type RemoteFile } from '../files/file-server.ts';
import { fileServerProblem } from '../files/problems.ts';
import { connectorProblem } from '../problems.ts';

/** The objects of a bucket whose keys begin with a prefix and have no further `/`. */
export async function openS3Folder(client: S3Client, bucket: string, prefix: string): Promise<FileServer> {
  const { GetObjectCommand, ListObjectsV2Command } = await import('@aws-sdk/client-s3');
  const list = async (start: string, fits: (name: string) => boolean): Promise<RemoteFile[]> => {
    const found: RemoteFile[] = [];
    let [token, seen]: [string | undefined, number] = [undefined, 0];
    do {
      const page: Awaited<ReturnType<typeof ask>> = await ask(start, token);
      seen += page.Contents?.length ?? 0;
      if (seen > LARGEST_FOLDER) throw fileServerProblem('folder-too-large', { limit: LARGEST_FOLDER });
      for (const { Key = '', Size = 0, LastModified, ETag = '' } of page.Contents ?? []) {
        const name = Key.slice(prefix.length);
        if (Key.startsWith(prefix) && name !== '' && fits(name)) found.push({ name, bytes: Size, modifiedMs: LastModified?.getTime() ?? 0, version: ETag });
      }
      token = page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (token !== undefined);
    return found;
  };
  const ask = (start: string, token: string | undefined) => client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: start, Delimiter: '/', ContinuationToken: token })).catch((error: unknown) => { throw s3Problem(error, bucket); });
  return {
    showsWholeFilesOnly: true,
    list: (fits) => list(prefix, fits),
    look: async (name) => (await list(prefix + name, (each) => each === name))[0] ?? null,
    async *read(file, offset) {
      const answer = await client.send(new GetObjectCommand({ Bucket: bucket, Key: prefix + file.name, IfMatch: file.version, ...(offset > 0 ? { Range: `bytes=${offset}-` } : {}) })).catch((error: unknown) => { throw s3Problem(error, file.name); });
      if (answer.ETag !== file.version) throw connectorProblem('file-changed', { path: file.name });
      for await (const piece of answer.Body as Readable) yield piece as Buffer;
    },
    close: () => client.destroy(),
  };
}

function s3Problem(error: unknown, path: string): unknown {
  if (error instanceof Problem) return error;
  const { name = '', message = '', $metadata, $response } = error as { name?: string; message?: string; $metadata?: { httpStatusCode?: number }; $response?: { statusCode?: number } };
  const status = $metadata?.httpStatusCode ?? $response?.statusCode ?? 0;
  const said = { path, detailTh: `ที่เก็บตอบว่า ${name} ${message.slice(0, 300)}`, detailEn: `${name} ${message.slice(0, 300)}` };
  if (name === 'NoSuchBucket') return fileServerProblem('bucket-missing', said, { cause: error });
  if (status === 412) return connectorProblem('file-changed', said, { cause: error });
  if (status === 404) return connectorProblem('path-missing', said, { cause: error });
  if (status === 401 || status === 403) return connectorProblem('sign-in-refused', said, { cause: error });
  if (status === 429 || status >= 500) return netProblem('answer-unavailable', said, { cause: error });
  return netProblem('answer-refused', said, { cause: error });
}
