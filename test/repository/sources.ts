// The source files of the product as the repository's own tests read them: paths, texts, what they import.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

export const root = join(import.meta.dirname, '../..');

export interface Import {
  /** As written: `./act.ts`, `zod`, `node:fs`. */
  from: string;
  /** Path from the repository's root when it is ours, else null. */
  file: string | null;
  /** Types alone: nothing runs. */
  typesOnly: boolean;
}

export interface Source {
  /** From the repository's root, with `/`: `server/people/index.ts`. */
  path: string;
  text: string;
  imports: Import[];
}

/** Every TypeScript file below a folder. */
export function sourcesIn(folder: string): Source[] {
  return filesIn(folder, '.ts').map((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    return { path, text, imports: importsOf(path, text) };
  });
}

/** Paths of the files below a folder, by ending. */
export function filesIn(folder: string, ending: string): string[] {
  const found = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  const paths = found.map((name) => join(folder, name).replaceAll('\\', '/'));
  return paths.filter((path) => path.endsWith(ending) && statSync(join(root, path)).isFile()).sort();
}

/** The text of a file without comments and without what stands in quotes, so that a word in prose is not taken for code. */
export function codeOf(text: string): string {
  return text
    .replaceAll(/`(?:\\.|[^`\\])*`/g, '``')
    .replaceAll(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g, "''")
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/\/\/.*$/gm, '');
}

function importsOf(path: string, text: string): Import[] {
  const found: Import[] = [];
  for (const [, head = '', from = ''] of text.matchAll(/^(?:import|export)\b([^'"`;]*?)\bfrom\s*'([^']+)'/gm))
    found.push({ from, file: fileOf(path, from), typesOnly: /^\s*type\b/.test(head) || onlyTypes(head) });
  for (const [, from = ''] of text.matchAll(/^import\s*'([^']+)'/gm))
    found.push({ from, file: fileOf(path, from), typesOnly: false });
  for (const [, from = ''] of text.matchAll(/\bimport\(\s*'([^']+)'\s*\)/g))
    found.push({ from, file: fileOf(path, from), typesOnly: false });
  for (const [, from = ''] of text.matchAll(/new URL\(\s*'(\.[^']+\.ts)'\s*,\s*import\.meta\.url/g))
    found.push({ from, file: fileOf(path, from), typesOnly: false });
  return found;
}

/** `{ type A, type B }`. */
function onlyTypes(head: string): boolean {
  const names = /^\s*\{([\s\S]*)\}\s*$/.exec(head)?.[1]?.split(',').map((one) => one.trim()).filter(Boolean) ?? []; // prettier-ignore
  return names.length > 0 && names.every((one) => one.startsWith('type '));
}

function fileOf(path: string, from: string): string | null {
  return from.startsWith('.') ? relative(root, join(root, dirname(path), from)).replaceAll('\\', '/') : null;
}
