// `npm run mutants [list ...]`: takes one rule away at a time, in a copy of the tree, and runs the test that must then fail.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { mutated, readMutants, type Mutant } from './mutant.ts';

const root = join(import.meta.dirname, '../..');
const COPIED = ['server', 'views', 'test', 'procedures', 'package.json', 'tsconfig.json'];
const TIMEOUT_MS = 180_000;

type Result = 'killed' | 'survived' | 'broken';
interface Row {
  list: string;
  mutant: Mutant;
  result: Result;
  says: string;
  seconds: number;
}

const wanted = process.argv.slice(2);
const lists = [...(await readMutants())].filter(([name]) => wanted.length === 0 || wanted.includes(name));
const waiting = lists.flatMap(([list, mutants]) => mutants.map((mutant) => ({ list, mutant })));
const rows: Row[] = [];
const healthy = new Map<string, Promise<string | null>>();

console.log(`${waiting.length} mutants of ${lists.length} lists`);
await Promise.all(Array.from({ length: Math.min(2, availableParallelism(), waiting.length) }, worker));
report();
process.exitCode = rows.every(({ result }) => result === 'killed') ? 0 : 1;

/** Works through the mutants in a copy of its own. */
async function worker(): Promise<void> {
  const copy = copyTree();
  try {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const row = await tryOne(copy, next.list, next.mutant);
      rows.push(row);
      console.log(
        `${row.result.padEnd(8)} ${row.seconds.toFixed(1).padStart(5)} s  ${row.mutant.file}: ${oneLine(row.mutant.find)}`,
      );
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

async function tryOne(copy: string, list: string, mutant: Mutant): Promise<Row> {
  const began = performance.now();
  const done = (result: Result, says = ''): Row => ({
    list,
    mutant,
    result,
    says,
    seconds: (performance.now() - began) / 1000,
  });
  const path = join(copy, mutant.file);
  const text = readFileSync(path, 'utf8');
  try {
    const ill = await isHealthy(copy, mutant);
    if (ill) return done('broken', `the test does not pass as things are: ${ill}`);
    writeFileSync(path, mutated(text, mutant));
    const run = await runTest(copy, mutant.test);
    if (run.failures > 0) return done('killed');
    return run.passes > 0 ? done('survived') : done('broken', run.says);
  } catch (error) {
    return done('broken', (error as Error).message);
  } finally {
    writeFileSync(path, text);
  }
}

/** The test passes while the rule stands; null when it does. Asked once for each test. */
function isHealthy(copy: string, { test }: Mutant): Promise<string | null> {
  const key = `${test.file} ${test.grep}`;
  const known = healthy.get(key);
  if (known) return known;
  const asked = runTest(copy, test).then(({ passes, failures, says }) =>
    passes > 0 && failures === 0 ? null : says || 'no such test',
  );
  healthy.set(key, asked);
  return asked;
}

interface Run {
  passes: number;
  failures: number;
  says: string;
}

/** Runs the tests of one file whose name holds the words. */
function runTest(copy: string, { file, grep }: Mutant['test']): Promise<Run> {
  const output = join(copy, `result-${Math.random().toString(36).slice(2)}.json`);
  const mocha = join(root, 'node_modules/mocha/bin/mocha.js');
  const options = [
    '--no-config',
    '--exit',
    '--extension',
    'ts',
    '--require',
    'test/support/hooks.ts',
    '--timeout',
    '30000',
  ];
  const reporter = ['--reporter', 'json', '--reporter-option', `output=${output}`];
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [mocha, ...options, ...reporter, '--fgrep', grep, file], {
      cwd: copy,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), TIMEOUT_MS);
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-2_000)));
    child.on('close', () => {
      clearTimeout(timer);
      resolve(readRun(output, errors));
    });
  });
}

function readRun(output: string, errors: string): Run {
  if (!existsSync(output))
    return {
      passes: 0,
      failures: 0,
      says: errors.trim().split('\n').slice(-3).join(' ') || 'the test did not run',
    };
  const { stats, failures } = JSON.parse(readFileSync(output, 'utf8')) as {
    stats: { passes: number; failures: number };
    failures: { fullTitle: string; err: { message?: string } }[];
  };
  rmSync(output);
  return { passes: stats.passes, failures: stats.failures, says: failures[0]?.err.message ?? '' };
}

function copyTree(): string {
  const copy = mkdtempSync(join(tmpdir(), 'vigente-mutants-'));
  for (const name of COPIED)
    if (existsSync(join(root, name))) cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  return copy;
}

function report(): void {
  console.log('\n| list | killed | of |\n| --- | --- | --- |');
  for (const [list, group] of Map.groupBy(rows, (row) => row.list)) {
    console.log(
      `| ${list} | ${group.filter(({ result }) => result === 'killed').length} | ${group.length} |`,
    );
  }
  for (const { result, mutant, says } of rows.filter((row) => row.result !== 'killed')) {
    console.log(
      `\n${result}: ${mutant.file}\n  rule: ${oneLine(mutant.find)}\n  test: ${mutant.test.file}: ${mutant.test.grep}${says ? `\n  ${says}` : ''}`,
    );
  }
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, 90);
}
