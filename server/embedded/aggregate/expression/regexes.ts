// `$regexMatch`, `$regexFind` and `$regexFindAll`.
import { type Doc, isRegex, typeOf } from '../../bson/index.ts';
import { regexParts } from '../../bson/compare.ts';
import { fail } from '../../errors.ts';
import { translate } from '../../match/translate.ts';
import { named } from './arguments.ts';
import { type Compile, type Evaluate, isNullish, type Operators } from './values.ts';

export const regexes: Operators = {
  $regexMatch: matching(false, (input, regex) => input !== null && regex !== null && regex.test(input)),
  $regexFind: matching(false, (input, regex) => {
    const found = input === null || regex === null ? null : regex.exec(input);
    return found === null ? null : described(found);
  }),
  $regexFindAll: matching(true, (input, regex) =>
    input === null || regex === null ? [] : [...input.matchAll(regex)].map(described),
  ),
};

type Search = (input: string | null, regex: RegExp | null) => unknown;

function matching(everywhere: boolean, search: Search) {
  return (argument: unknown, compile: Compile, name: string): Evaluate => {
    const { input, regex, options } = named(name, argument, ['input', 'regex'], ['options']);
    const parts = [compile(input), compile(regex), compile(options ?? null)];
    return (root, variables) => {
      const [subject, pattern, flags] = parts.map((part) => part(root, variables));
      if (!isNullish(subject) && typeof subject !== 'string')
        return fail(51104, `${name} needs 'input' to be of type string`);
      return search(subject ?? null, compiled(name, pattern, flags, everywhere));
    };
  };
}

const cache = new Map<string, RegExp>();

function compiled(name: string, pattern: unknown, flags: unknown, everywhere: boolean): RegExp | null {
  if (isNullish(pattern)) return null;
  if (!isRegex(pattern) && typeof pattern !== 'string')
    return fail(51105, `${name} needs 'regex' to be of type string or regex, not ${typeOf(pattern)}`);
  if (!isNullish(flags) && typeof flags !== 'string')
    return fail(51106, `${name} needs 'options' to be of type string`);
  const [source, own] = typeof pattern === 'string' ? [pattern, ''] : regexParts(pattern);
  if (own !== '' && !isNullish(flags))
    return fail(51107, `${name}: found regex option(s) specified in both 'regex' and 'option' fields`);
  const key = `${everywhere} ${own || (flags ?? '')} ${source}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const regex = translate(source, own || (flags ?? ''));
  const made = everywhere ? new RegExp(regex.source, `${regex.flags}g`) : regex;
  if (cache.size > 500) cache.clear();
  cache.set(key, made);
  return made;
}

function described(found: RegExpExecArray): Doc {
  const before = found.input.slice(0, found.index);
  return { match: found[0], idx: [...before].length, captures: found.slice(1).map((part) => part ?? null) };
}
