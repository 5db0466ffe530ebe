// Passwords that everybody tries first: a list of words and known passwords, and the tails that people hang on them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fold } from './rules.ts';

const TAILS =
  ' 1 2 3 01 02 10 11 12 123 1234 12345 123456 2020 2021 2022 2023 2024 2025 2026 2027 * . ! 1* 123* 123. 123! @123 #1 @2025 @2026 2025* 2026*';

let known: ReadonlySet<string> | undefined;

/** Common passwords as `fold` gives them: each word of the list alone and with the usual tails. */
export function commonPasswords(): ReadonlySet<string> {
  known ??= read();
  return known;
}

function read(): ReadonlySet<string> {
  const text = readFileSync(join(import.meta.dirname, 'common-passwords.txt'), 'utf8');
  const words = [...new Set(fold(text).split(/\s+/))];
  const tails = TAILS.split(' ');
  return new Set(words.flatMap((word) => tails.map((tail) => word + tail)));
}
