import { objectsProblem } from './problems.ts';

const part = /^[A-Za-z0-9_=-][A-Za-z0-9._=-]*$/;

/**
 * A key that is safe as a path and as an S3 key.
 * @throws `kernel.object-key-refused` for empty, absolute or climbing keys and for parts that begin with a dot.
 */
export function checkedKey(key: string): string {
  if (key.length > 900 || !key.split('/').every((each) => part.test(each))) throw objectsProblem('object-key-refused', { key: key.slice(0, 200) });
  return key;
}

/** Key under which bytes with this hash lie. */
export function contentKey(prefix: string, sha256: string): string {
  return checkedKey(`${prefix.replace(/\/$/, '')}/sha256/${sha256.slice(0, 2)}/${sha256}`);
}
