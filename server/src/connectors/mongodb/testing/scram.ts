import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';

const ITERATIONS = 4096;
const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** The server's side of SCRAM-SHA-256 (RFC 5802, RFC 7677) for one user. */
export class ScramServer {
  readonly #user: string;
  readonly #password: string;
  #talk = '';
  #salted = Buffer.alloc(0);
  #nonce = '';

  constructor(user: string, password: string) {
    this.#user = user;
    this.#password = password;
  }

  /** The answer to the first message. */
  first(message: string): string {
    const bare = message.replace(/^n,,/, '');
    const salt = randomBytes(28);
    this.#salted = pbkdf2Sync(this.#password, salt, ITERATIONS, 32, 'sha256');
    this.#nonce = (/r=([^,]+)/.exec(bare)?.[1] ?? '') + randomBytes(18).toString('base64');
    const answer = `r=${this.#nonce},s=${salt.toString('base64')},i=${ITERATIONS}`;
    this.#talk = /n=([^,]*)/.exec(bare)?.[1] === this.#user ? `${bare},${answer}` : 'nobody';
    return answer;
  }

  /** The answer to the proof, or null when it is none. */
  last(message: string): string | null {
    const [, without = '', nonce, proof = ''] = /^(c=biws,r=([^,]+)),p=(.+)$/.exec(message) ?? [];
    const clientKey = hmac(this.#salted, 'Client Key');
    const signature = hmac(createHash('sha256').update(clientKey).digest(), `${this.#talk},${without}`);
    const expected = Buffer.from(clientKey.map((byte, i) => byte ^ (signature[i] as number)));
    if (nonce !== this.#nonce || !expected.equals(Buffer.from(proof, 'base64'))) return null;
    return `v=${hmac(hmac(this.#salted, 'Server Key'), `${this.#talk},${without}`).toString('base64')}`;
  }
}
