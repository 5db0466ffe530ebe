// Turns a word key and its parameters into the text of one language.
import { join } from 'node:path';
import type { Language } from './language.ts';
import { type Message, type Plural, readWords, type Words } from './load.ts';
import { formatNumber, pluralOf } from './numbers.ts';

export type WordParams = Readonly<Record<string, unknown>>;

const ownViews = join(import.meta.dirname, '../../../views');
let current: Words | undefined;
let onMissing: (problem: string) => void = (problem) => console.warn(problem);

/** Reads the words below a views folder and makes them the ones that `translate` uses. */
export function loadWords(viewsDir: string = ownViews): Words {
  return (current = readWords(viewsDir));
}

/**
 * Says what happens when a key or a parameter is missing. By default a warning is logged and the key
 * is printed, so that a page still comes; tests make it throw.
 */
export function whenWordIsMissing(react: (problem: string) => void): void {
  onMissing = react;
}

/** True when the key exists in Spanish, so that other text can be told from a key. */
export function isWord(key: string): boolean {
  return (current ?? loadWords()).es.has(key);
}

/**
 * The text of a key, e.g. `translate('es', 'documents.count', { count: 3 })`.
 * Numbers are written as the language writes them, except years (`year`, `fromYear`).
 * `count` chooses the plural form. A key that English lacks is said in Spanish.
 */
export function translate(language: Language, key: string, params: WordParams = {}): string {
  const words = current ?? loadWords();
  const word = words[language].get(key);
  if (word) return write(messageOf(word, language, params), language, key, params);
  onMissing(`no word '${key}' in ${language}`);
  const spanish = words.es.get(key);
  return spanish ? write(messageOf(spanish, 'es', params), language, key, params) : key;
}

function messageOf(word: Message | Plural, language: Language, params: WordParams): Message {
  if (!('forms' in word)) return word;
  const form = word.forms.get(pluralOf(Number(params.count ?? 0), language));
  return form ?? word.forms.get('other') ?? [''];
}

function write(message: Message, language: Language, key: string, params: WordParams): string {
  let text = message[0] ?? '';
  for (let index = 1; index < message.length; index += 2) {
    text += valueOf(message[index] ?? '', language, key, params) + (message[index + 1] ?? '');
  }
  return text;
}

function valueOf(name: string, language: Language, key: string, params: WordParams): string {
  const value = params[name];
  if (typeof value === 'number' && !/year$/i.test(name)) return formatNumber(value, language);
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  onMissing(`'${key}' lacks its parameter '${name}'`);
  return '';
}
