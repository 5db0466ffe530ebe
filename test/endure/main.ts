// `npm run endure -- [NAME ...] [--option=value ...]`: the long fault runs, all or those named; `list` says which there are.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What each run exports. Lists in its report name what went wrong: the run failed unless they are empty. */
interface LongRun {
  run: (options: Record<string, unknown>) => Promise<object>;
}

const names = readdirSync(import.meta.dirname)
  .filter((file) => /^[\w-]+\.ts$/.test(file) && file !== 'main.ts' && !file.endsWith('-child.ts'))
  .map((file) => file.slice(0, -'.ts'.length));
const words = process.argv.slice(2);
const chosen = words.filter((word) => !word.startsWith('--'));
const options = Object.fromEntries(words.filter((word) => word.startsWith('--')).map(optionOf));

if (chosen.every((name) => names.includes(name)))
  for (const name of chosen.length > 0 ? chosen : names) await one(name);
else list();

async function one(name: string): Promise<void> {
  console.log(`\n${name}`);
  const { run } = (await import(`./${name}.ts`)) as LongRun;
  const report = await run(options);
  for (const [key, value] of Object.entries(report))
    console.log(`  ${key}: ${Array.isArray(value) ? value.length : JSON.stringify(value)}`);
  const wrong: unknown[] = Object.values(report).filter(Array.isArray).flat();
  for (const says of wrong) console.log(`  FAULT  ${typeof says === 'string' ? says : JSON.stringify(says)}`);
  if (wrong.length > 0) process.exitCode = 1;
}

function list(): void {
  for (const name of names) {
    const about = readFileSync(join(import.meta.dirname, `${name}.ts`), 'utf8').split('\n')[0] ?? '';
    console.log(`${name.padEnd(20)}${about.replace(/^\/\/ /, '')}`);
  }
  if (!chosen.includes('list')) process.exitCode = 2;
}

/** `--kills=100`, `--fresh`. */
function optionOf(word: string): [string, unknown] {
  const [, name = '', value = 'true'] = /^--([^=]+)(?:=(.*))?$/.exec(word) ?? [];
  if (value === 'true') return [name, true];
  return [name, /^\d+$/.test(value) ? Number(value) : value];
}
