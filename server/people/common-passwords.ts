// Passwords that everybody tries first: a list of words and known passwords, and the tails that people hang on them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const TAILS = [
  '',
  '1',
  '12',
  '123',
  '1234',
  '12345',
  '123456',
  '01',
  '2024',
  '2025',
  '2026',
  '2027',
  '*',
  '.',
  '1*',
  '123*',
  '123.',
  '@123',
  '#1',
];

let known: ReadonlySet<string> | undefined;

/** Common passwords, folded (lower case, no accents): each line of the list with and without the usual tails. */
export function commonPasswords(): ReadonlySet<string> {
  known ??= read();
  return known;
}

function read(): ReadonlySet<string> {
  const text = readFileSync(join(import.meta.dirname, 'common-passwords.txt'), 'utf8');
  const words = text.split(/\s+/).filter((word) => word !== '');
  return new Set(words.flatMap((word) => TAILS.map((tail) => word + tail)));
}
