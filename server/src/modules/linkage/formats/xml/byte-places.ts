import { byteLengthOf, type XmlEncoding } from './xml-encoding.ts';

/** Tells where decoded characters lie in the bytes of the file. Questions must go forward. */
export class BytePlaces {
  readonly #encoding: XmlEncoding['encoding'];
  #text = '';
  /** Character position and byte offset of the beginning of `#text`. */
  #position = 0;
  #byte: number;

  constructor({ encoding, mark }: XmlEncoding) {
    this.#encoding = encoding;
    this.#byte = mark;
  }

  /** Adds the next characters; what lies before the last tag that began is forgotten. */
  push(text: string): void {
    const tag = this.#text.lastIndexOf('<');
    this.#forget(tag < 0 ? this.#text.length : tag);
    this.#text += text;
  }

  /** Offset of the byte at a character position. */
  at(position: number): number {
    this.#forget(position - this.#position);
    return this.#byte;
  }

  /** Offset of the tag that the characters before a position belong to. */
  tagBefore(position: number): number {
    return this.at(this.#position + this.#text.lastIndexOf('<', position - this.#position - 1));
  }

  #forget(characters: number): void {
    if (characters <= 0) return;
    this.#byte += byteLengthOf(this.#text.slice(0, characters), this.#encoding);
    this.#text = this.#text.slice(characters);
    this.#position += characters;
  }
}
