// Words as the search keeps them: lower case, Spanish stems, no accents, no filler words; codes whole and in pieces.
import { stemmer } from '@orama/stemmers/spanish';

const LONGEST_TERM = 40;
const LONGEST_QUERY = 200;
const MOST_QUERY_TERMS = 12;
// Letters and digits, joined by single marks as codes and numbers of rules are: GED-EDU-PR-S1-05, 1075/2015.
const TOKEN = /[\p{L}\p{M}\p{N}]+(?:[-._/][\p{L}\p{M}\p{N}]+)*/gu;

/** The distinct terms of a text, in order of appearance. Linear in its length. */
export function termsOf(text: string): string[] {
  const terms = new Set<string>();
  for (const [token] of text.normalize('NFC').matchAll(TOKEN)) addTerms(terms, token);
  return [...terms];
}

/** The terms that a person asks for: at most 12, out of the first 200 characters. All plain letters, digits and `-._/`. */
export function queryTerms(query: string): string[] {
  return termsOf(query.slice(0, LONGEST_QUERY)).slice(0, MOST_QUERY_TERMS);
}

/** Lower case and without accents: for comparing what people type, and for sorting by name. */
export function foldText(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
}

/** A text as a regular expression that means exactly its letters. */
export function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function addTerms(terms: Set<string>, token: string): void {
  const pieces = token.split(/[-._/]/);
  if (pieces.length > 1 && isCode(token)) terms.add(foldText(token).slice(0, LONGEST_TERM));
  for (const piece of pieces) {
    const word = foldText(piece).slice(0, LONGEST_TERM);
    if (!word || FILLERS.has(word)) continue;
    terms.add(/\d/.test(word) ? word : stemOf(word));
  }
}

/** Has a digit, or is written in capitals: a code; otherwise two words joined by a mark. */
function isCode(token: string): boolean {
  return /\d/.test(token) || token === token.toUpperCase();
}

const stems = new Map<string, string>();
const MOST_STEMS = 20_000;

/** Many people type without accents: the one that the stemmer needs (-ión) is put back, so that both spellings meet. */
function stemOf(word: string): string {
  let stem = stems.get(word);
  if (stem === undefined) {
    if (stems.size >= MOST_STEMS) stems.clear();
    stem = foldText(stemmer(word.replace(/ion$/, 'ión')));
    // Two-syllable plurals are too short for its rules: años, actas.
    if (stem === word && stem.length > 3) stem = stem.replace(/s$/, '');
    stems.set(word, stem);
  }
  return stem;
}

const FILLERS = new Set(
  (
    'a al algo ante con contra cual cuales cuando de del desde donde durante e el ella ellas ello ellos en entre era es esa esas ese eso esos ' +
    'esta estas este esto estos fue ha han hasta hay la las le les lo los mas me mi mis muy ni no nos o otra otras otro otros para pero por ' +
    'porque que quien quienes se sea segun ser si sin sobre son su sus tal tambien tanto te tu tus u un una unas uno unos y ya'
  ).split(' '),
);
