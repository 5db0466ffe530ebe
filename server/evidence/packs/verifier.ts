// The page that goes with every pack and checks it away from here: one file, no request, its script read from `views/evidence/verifier`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { translate, type Language } from '../../platform/words/index.ts';

const home = join(import.meta.dirname, '../../../views/evidence/verifier');
/** In the order in which they use each other. */
const MODULES = ['sha256', 'canonical', 'archive', 'proof', 'checking', 'page'];
const PLACES = [
  'title',
  'lead',
  'pick',
  'reading',
  'hash_title',
  'published',
  'facts',
  'files',
  'state',
  'file',
  'bytes',
];
const SAID = [
  'whole',
  'broken',
  'ok',
  'changed',
  'same',
  'different',
  'none',
  'code',
  'subject',
  'entity',
  'cut_off',
  'chains',
  'seals',
];
/** What can be wrong; `{path}` and the like are filled in by the page. */
const FAULTS = ['no_zip', 'unreadable', 'directory', 'header', 'changed', 'missing', 'extra', 'manifest', 'signed', 'entry', 'unsealed', 'leaf', 'seal']; // prettier-ignore

/** The page in a language, whole. */
export function verifierPage(language: Language): string {
  const say = (key: string): string => translate(language, `evidence.verifier.${key}`, OPEN);
  const texts = Object.fromEntries(PLACES.map((key) => [key, escaped(say(key))]));
  const faults = Object.fromEntries(FAULTS.map((key) => [key, say(`fault.${key}`)]));
  const words = { ...Object.fromEntries(SAID.map((key) => [key, say(key)])), faults };
  const filled: Record<string, string> = {
    ...texts,
    language: language === 'es' ? 'es-CO' : 'en',
    words: JSON.stringify(words).replaceAll('<', '\\u003c'),
    script: MODULES.map(moduleText).join('\n'),
  };
  const page = readFileSync(join(home, 'verify.html'), 'utf8');
  return page.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => filled[name] ?? '');
}

/** Places that the page itself fills stay open. */
const OPEN = Object.fromEntries(
  ['path', 'subject', 'entry', 'seal', 'says'].map((name) => [name, `{${name}}`]),
);

/** A module without its imports and exports: all of them share one script. */
function moduleText(name: string): string {
  const text = readFileSync(join(home, `${name}.js`), 'utf8');
  return text.replaceAll(/^import .*;\n/gm, '').replaceAll(/^export /gm, '');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
