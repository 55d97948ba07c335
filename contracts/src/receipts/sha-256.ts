/** SHA-256 (FIPS 180-4) for engines whose own is only asynchronous: the page that verifies receipts. Programs use `node:crypto`. */
const primes: number[] = [];
for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
const firstBits = (value: number) => Math.floor((value - Math.floor(value)) * 2 ** 32) >>> 0;
const K = Uint32Array.from(primes, (prime) => firstBits(Math.cbrt(prime)));
const START = Uint32Array.from(primes.slice(0, 8), (prime) => firstBits(Math.sqrt(prime)));

export function sha256(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new RunningSha256().update(bytes).digest();
}

const BLOCK = 64;

/** Of bytes that come piece by piece. */
export class RunningSha256 {
  readonly #state = Uint32Array.from(START);
  readonly #words = new Uint32Array(64);
  /** What does not fill a block yet. */
  readonly #rest = new Uint8Array(BLOCK);
  #length = 0;

  update(bytes: Uint8Array): this {
    const kept = this.#length % BLOCK;
    this.#length += bytes.length;
    const toFill = kept === 0 ? 0 : Math.min(BLOCK - kept, bytes.length);
    this.#rest.set(bytes.subarray(0, toFill), kept);
    if (kept > 0 && kept + toFill === BLOCK) this.#compress(this.#rest, BLOCK);
    const whole = toFill + Math.floor((bytes.length - toFill) / BLOCK) * BLOCK;
    this.#compress(bytes.subarray(toFill, whole), whole - toFill);
    this.#rest.set(bytes.subarray(whole));
    return this;
  }

  /** Ends it: nothing can be added after. */
  digest(): Uint8Array<ArrayBuffer> {
    const length = this.#length;
    const padding = new Uint8Array(BLOCK + 8 - ((length + 8) % BLOCK));
    padding[0] = 0x80;
    const view = new DataView(padding.buffer);
    view.setUint32(padding.length - 8, Math.floor(length / 2 ** 29));
    view.setUint32(padding.length - 4, (length * 8) >>> 0);
    this.update(padding);
    const digest = new DataView(new ArrayBuffer(32));
    for (const [i, word] of this.#state.entries()) digest.setUint32(i * 4, word);
    return new Uint8Array(digest.buffer);
  }

  #compress(bytes: Uint8Array, length: number): void {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at < length; at += BLOCK) compress(this.#state, this.#words, view, at);
  }
}

const turn = (word: number, by: number) => (word >>> by) | (word << (32 - by));

function compress(state: Uint32Array, words: Uint32Array, view: DataView, at: number): void {
  for (let i = 0; i < 16; i++) words[i] = view.getUint32(at + i * 4);
  for (let i = 16; i < 64; i++) {
    const [w15, w2] = [words[i - 15] as number, words[i - 2] as number];
    words[i] = (words[i - 16] as number) + (turn(w15, 7) ^ turn(w15, 18) ^ (w15 >>> 3)) + (words[i - 7] as number) + (turn(w2, 17) ^ turn(w2, 19) ^ (w2 >>> 10));
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let i = 0; i < 64; i++) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + (K[i] as number) + (words[i] as number)) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) state[i] = (state[i] as number) + word;
}
