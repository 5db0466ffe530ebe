// YAML front matter as a plain tree with line numbers: no prototypes, no aliases, no numbers, bounded in depth and size.
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Node, Pair } from 'yaml';
import type { Problem } from './header.ts';

export type TextNode = { kind: 'text'; line: number; text: string };
export type ListNode = { kind: 'list'; line: number; items: Tree[] };
export type MapNode = { kind: 'map'; line: number; entries: Map<string, Tree> };
export type Tree = TextNode | ListNode | MapNode;

const MAX_DEPTH = 8;
const MAX_PROBLEMS = 20;

/**
 * Reads YAML in the failsafe schema, so that `04` stays "04" and `no` stays "no".
 * @param yaml the text between the two `---` lines
 * @param offset lines of the file before it
 */
export function readTree(yaml: string, offset: number): { tree: Tree | null; problems: Problem[] } {
  const counter = new LineCounter();
  const reading: Reading = { counter, offset, problems: [] };
  try {
    const parsed = parseDocument(yaml, {
      schema: 'failsafe',
      lineCounter: counter,
      prettyErrors: false,
      uniqueKeys: false,
    });
    for (const error of parsed.errors.slice(0, MAX_PROBLEMS)) complain(reading, 'yaml', error.pos[0]);
    if (parsed.errors.length > 0) return { tree: null, problems: reading.problems };
    return { tree: visit(reading, parsed.contents, 0), problems: reading.problems };
  } catch {
    // The parser recurses: a header nested thousands deep ends its stack.
    return { tree: null, problems: [{ key: 'documents.text.yaml', line: offset + 1, data: {} }] };
  }
}

type Reading = { counter: LineCounter; offset: number; problems: Problem[] };

function visit(reading: Reading, node: unknown, depth: number): Tree | null {
  const line = lineOf(reading, node);
  if (depth > MAX_DEPTH) return refuse(reading, 'tooDeep', line);
  // An alias can stand for millions of nodes; a header has no need of one.
  if (isAlias(node)) return refuse(reading, 'alias', line);
  if (isScalar(node)) return { kind: 'text', line, text: asText(node.value) };
  if (isSeq(node)) {
    const items = node.items.map((item) => visit(reading, item, depth + 1));
    return { kind: 'list', line, items: items.filter((item) => item !== null) };
  }
  if (!isMap(node)) return null;
  const entries = new Map<string, Tree>();
  for (const pair of node.items) addPair(reading, entries, pair, depth);
  return { kind: 'map', line, entries };
}

function addPair(reading: Reading, entries: Map<string, Tree>, pair: Pair, depth: number): void {
  if (!isScalar(pair.key)) return void refuse(reading, 'yaml', lineOf(reading, pair.key));
  const field = asText(pair.key.value);
  const value = visit(reading, pair.value, depth + 1);
  // Checked here: the parser's own check compares every key with every other.
  if (entries.has(field)) refuse(reading, 'repeatedField', lineOf(reading, pair.key));
  else if (value) entries.set(field, value);
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

function lineOf(reading: Reading, node: unknown): number {
  const range = (node as Node | null)?.range;
  return reading.offset + (range ? reading.counter.linePos(range[0]).line : 1);
}

function refuse(reading: Reading, word: string, line: number): null {
  if (reading.problems.length < MAX_PROBLEMS) {
    reading.problems.push({ key: `documents.text.${word}`, line, data: {} });
  }
  return null;
}

function complain(reading: Reading, word: string, position: number): void {
  refuse(reading, word, reading.offset + reading.counter.linePos(position).line);
}
