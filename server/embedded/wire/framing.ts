// Cuts a socket's stream of bytes into whole messages of MongoDB's wire protocol.

/** Messages longer than this are refused by closing the connection (48 MB, and room for the header). */
export const LONGEST_MESSAGE = 48_000_000;

const HEADER = 16;

/** Collects bytes until a message is whole. */
export class Framing {
  #parts: Buffer[] = [];
  #length = 0;

  /** Yields each whole message. @throws RangeError when a length cannot be one */
  *add(bytes: Buffer): Iterable<Buffer> {
    this.#parts.push(bytes);
    this.#length += bytes.length;
    while (this.#length >= 4) {
      const expected = this.#expected();
      if (this.#length < expected) return;
      const whole = this.#joined();
      this.#length -= expected;
      this.#parts = this.#length > 0 ? [whole.subarray(expected)] : [];
      yield whole.subarray(0, expected);
    }
  }

  #expected(): number {
    const first = this.#parts[0] as Buffer;
    const length = (first.length >= 4 ? first : this.#joined()).readInt32LE(0);
    if (length < HEADER || length > LONGEST_MESSAGE + HEADER * 1024)
      throw new RangeError(`message length ${length}`);
    return length;
  }

  #joined(): Buffer {
    if (this.#parts.length > 1) this.#parts = [Buffer.concat(this.#parts)];
    return this.#parts[0] as Buffer;
  }
}
