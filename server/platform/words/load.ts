// Reads every `views/<folder>/es.json` and `en.json` into flat, compiled dictionaries.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Language, languages } from './language.ts';

/** Text cut at its `{name}` places: odd items are names. */
export type Message = readonly string[];
/** A message that depends on `count`; Spanish uses `many` for whole millions. */
export interface Plural {
  forms: ReadonlyMap<string, Message>;
}
export type Dictionary = ReadonlyMap<string, Message | Plural>;
export type Words = Readonly<Record<Language, Dictionary>>;

/**
 * Reads the words below a views folder. The folder's name is the first segment of each key:
 * `views/documents/es.json` holding `{"title": "…"}` gives `documents.title`.
 * @throws Error naming the file when it is not an object of texts and objects
 */
export function readWords(viewsDir: string): Words {
  const folders = readdirSync(viewsDir, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const read = (language: Language): Dictionary => {
    const dictionary = new Map<string, Message | Plural>();
    for (const { name } of folders) addFile(dictionary, join(viewsDir, name, `${language}.json`), name);
    return dictionary;
  };
  return Object.fromEntries(languages.map((language) => [language, read(language)])) as Record<
    Language,
    Dictionary
  >;
}

/** The `{names}` that a message or any form of a plural asks for, sorted. */
export function placesOf(word: Message | Plural): string[] {
  const messages = 'forms' in word ? [...word.forms.values()] : [word];
  return [...new Set(messages.flatMap((message) => message.filter((_, index) => index % 2 === 1)))].sort();
}

const pluralForms = new Set(['zero', 'one', 'two', 'few', 'many', 'other']);

function addFile(dictionary: Map<string, Message | Plural>, file: string, prefix: string): void {
  if (!existsSync(file)) return;
  try {
    addTree(dictionary, prefix, JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
  }
}

function addTree(dictionary: Map<string, Message | Plural>, key: string, value: unknown): void {
  if (typeof value === 'string') {
    dictionary.set(key, compile(value));
    return;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`${key} must be a text or an object`);
  }
  const entries = Object.entries(value);
  if (isPlural(entries)) {
    dictionary.set(key, { forms: new Map(entries.map(([form, text]) => [form, compile(text)])) });
    return;
  }
  for (const [name, inner] of entries) addTree(dictionary, `${key}.${name}`, inner);
}

function isPlural(entries: [string, unknown][]): entries is [string, string][] {
  return (
    entries.some(([form]) => form === 'other') &&
    entries.every(([form, text]) => pluralForms.has(form) && typeof text === 'string')
  );
}

function compile(text: string): Message {
  return text.split(/\{(\w+)\}/);
}
