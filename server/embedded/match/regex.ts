// Regular expressions of queries, made ready to run.
import { BSONRegExp, isRegex } from '../bson/index.ts';
import { regexParts } from '../bson/compare.ts';
import { fail } from '../errors.ts';
import type { RegexNode } from './nodes.ts';
import { translate } from './translate.ts';

/** The node of a regular expression given as a value. */
export function regexNode(path: string, value: BSONRegExp | RegExp): RegexNode {
  const [pattern, options] = regexParts(value);
  return build(path, pattern, options);
}

/** The node of `{ $regex, $options }`. */
export function regexOperator(path: string, value: unknown, options: unknown): RegexNode {
  if (options !== undefined && typeof options !== 'string') return fail(2, '$options has to be a string');
  if (typeof value === 'string') return build(path, value, options ?? '');
  if (!isRegex(value)) return fail(2, '$regex has to be a string');
  const [pattern, own] = regexParts(value);
  if (own !== '' && options !== undefined) return fail(51074, 'options set in both $regex and $options');
  return build(path, pattern, own === '' ? (options ?? '') : own);
}

function build(path: string, pattern: string, options: string): RegexNode {
  const sorted = [...options].sort().join('');
  return {
    kind: 'regex',
    path,
    source: new BSONRegExp(pattern, checked(sorted)),
    regex: translate(pattern, sorted),
    prefix: prefixOf(pattern, sorted),
  };
}

/** `u` is what JavaScript clients send for Unicode matching, which is how the server always matches. */
function checked(options: string): string {
  for (const flag of options)
    if (!'imsxu'.includes(flag)) fail(51108, `invalid flag in regex options: ${flag}`);
  return options;
}

/** The text that every match begins with, when the pattern is anchored and begins with plain characters. */
function prefixOf(pattern: string, options: string): string {
  if (/[imx]/.test(options) || pattern.includes('|')) return '';
  const literal = /^\^((?:[A-Za-z0-9 _\-@:,;=<>!"'%&~`/#\u00a0-\ud7ff]|\\[.\-/])*)/.exec(pattern);
  if (literal === null) return '';
  const rest = pattern.slice(literal[0].length);
  const text = literal[1]!.replace(/\\(.)/g, '$1');
  return /^[*?{]/.test(rest) ? text.slice(0, -1) : text;
}
