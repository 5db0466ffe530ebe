// The code with which a petitioner follows a complaint: 80 bits nobody can guess, shown once, kept as its hash.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

// Without I, L, O and U: nobody misreads it aloud or on paper.
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 16;

/**
 * `7F3K-9Q2M-XTRD-04VW`
 * @param proof of the form that asks (32 bytes): sent again by the same session it has the same code; by chance without it
 */
export function newSecret(proof: Buffer | null = null): string {
  const bytes = proof ?? randomBytes(LENGTH);
  const signs = [...bytes.subarray(0, LENGTH)].map((byte) => SIGNS[byte % 32] ?? '0').join('');
  return signs.match(/.{4}/g)?.join('-') ?? signs;
}

export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(tidy(secret)).digest('hex');
}

/** Compares in constant time. */
export function isSecret(typed: string, hash: string): boolean {
  const [given, kept] = [Buffer.from(hashOfSecret(typed), 'hex'), Buffer.from(hash, 'hex')];
  return given.length === kept.length && timingSafeEqual(given, kept);
}

/** As people type it: with or without hyphens, small letters, O for 0, I and L for 1. */
function tidy(typed: string): string {
  return typed
    .slice(0, 60)
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}
