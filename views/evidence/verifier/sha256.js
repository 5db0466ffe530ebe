// SHA-256 (FIPS 180-4) in plain script: a page opened from a disk may not use the browser's own.

const K = new Uint32Array(64);
const START = new Uint32Array(8);
fillConstants();

/** Takes bytes piece by piece; `hex` ends it. */
export function sha256() {
  const state = START.slice();
  const block = new Uint8Array(64);
  const words = new Uint32Array(64);
  let [filled, length] = [0, 0];
  return {
    add(bytes) {
      length += bytes.length;
      let at = 0;
      if (filled > 0) {
        at = Math.min(64 - filled, bytes.length);
        block.set(bytes.subarray(0, at), filled);
        filled += at;
        if (filled < 64) return;
        mix(state, words, block, 0);
        filled = 0;
      }
      for (; at + 64 <= bytes.length; at += 64) mix(state, words, bytes, at);
      block.set(bytes.subarray(at));
      filled = bytes.length - at;
    },
    hex() {
      const end = new Uint8Array(filled < 56 ? 64 : 128);
      end.set(block.subarray(0, filled));
      end[filled] = 0x80;
      const view = new DataView(end.buffer);
      view.setUint32(end.length - 8, Math.floor(length / 0x20000000));
      view.setUint32(end.length - 4, (length * 8) >>> 0);
      for (let at = 0; at < end.length; at += 64) mix(state, words, end, at);
      return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('');
    },
  };
}

/** Of text (UTF-8) or of several pieces of bytes, one after the other. */
export function hashOf(...pieces) {
  const hash = sha256();
  for (const piece of pieces)
    hash.add(typeof piece === 'string' ? new globalThis.TextEncoder().encode(piece) : piece);
  return hash.hex();
}

function mix(state, w, bytes, from) {
  for (let i = 0, at = from; i < 16; i += 1, at += 4)
    w[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
  for (let i = 16; i < 64; i += 1) {
    const [x, y] = [w[i - 15], w[i - 2]];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
  }
  let a = state[0],
    b = state[1],
    c = state[2],
    d = state[3],
    e = state[4],
    f = state[5],
    g = state[6],
    h = state[7];
  for (let i = 0; i < 64; i += 1) {
    const S1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + S1 + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
    const S0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (S0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  const after = [a, b, c, d, e, f, g, h];
  for (let i = 0; i < 8; i += 1) state[i] = (state[i] + after[i]) | 0;
}

/** The first 32 bits of the fractional parts of roots of primes, as the standard defines them: computed exactly, with whole numbers. */
function fillConstants() {
  for (let n = 2, found = 0; found < 64; n += 1) {
    let isPrime = true;
    for (let i = 2; i * i <= n; i += 1) if (n % i === 0) isPrime = false;
    if (!isPrime) continue;
    K[found] = Number(root(BigInt(n) << 96n, 3n) & 0xffffffffn);
    if (found < 8) START[found] = Number(root(BigInt(n) << 64n, 2n) & 0xffffffffn);
    found += 1;
  }
}

/** The whole part of a root, by halving. */
function root(value, degree) {
  let [low, high] = [0n, 1n << 70n];
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** degree <= value) low = middle;
    else high = middle;
  }
  return low;
}
