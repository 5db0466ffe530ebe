// What a fault says, in a language: a word, and words in its parameters.
import type { Params } from '../errors.ts';
import type { Fault } from '../http/slice.ts';
import { isWord, type Language, translate } from '../words/index.ts';

export function sayFault({ says, params }: Pick<Fault, 'says' | 'params'>, language: Language): string {
  // A run that an earlier version kept may hold sentences.
  if (!isWord(says)) return says;
  const said = Object.entries(params ?? {}).map(([name, value]): [string, Params[string]] => [
    name,
    typeof value === 'string' && isWord(value) ? translate(language, value) : value,
  ]);
  return translate(language, says, Object.fromEntries(said));
}
