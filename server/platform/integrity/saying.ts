// What a fault says, in a language: platform faults are word keys, and a slice may write a sentence of its own.
import type { Fault } from '../http/slice.ts';
import { isWord, type Language, translate } from '../words/index.ts';

export function sayFault({ says, params }: Pick<Fault, 'says' | 'params'>, language: Language): string {
  return isWord(says) ? translate(language, says, params ?? {}) : says;
}
