// From the server's regular expressions (PCRE) to JavaScript's. What means something else there is rewritten; what has no
// counterpart is refused, so that no pattern is ever understood differently.
import { fail, unsupported } from '../errors.ts';

const START = '(?<![\\s\\S])';
const END = '(?![\\s\\S])';
const WORD = 'A-Za-z0-9_';
const SPACE = '\\t-\\r ';

interface Flags {
  i: boolean;
  m: boolean;
  s: boolean;
  x: boolean;
}

/**
 * Compiles a pattern with the options `imsx`.
 * @throws CommandError 51091 when it is malformed, 238 when it uses what JavaScript has no counterpart for
 */
export function translate(pattern: string, options: string): RegExp {
  const inline = /^\(\?([imsx]+)\)/.exec(pattern);
  const all = options + (inline?.[1] ?? '');
  const flags = { i: all.includes('i'), m: all.includes('m'), s: all.includes('s'), x: all.includes('x') };
  const source = new Translation(pattern.slice(inline?.[0].length ?? 0), flags).run();
  try {
    return new RegExp(source, flags.i ? 'iu' : 'u');
  } catch {
    return fail(51091, `Regular expression is invalid: ${pattern}`);
  }
}

/** One walk over a pattern. */
class Translation {
  readonly #units: readonly string[];
  readonly #flags: Flags;
  #at = 0;

  constructor(pattern: string, flags: Flags) {
    this.#units = [...pattern];
    this.#flags = flags;
  }

  run(): string {
    let out = '';
    while (this.#at < this.#units.length) out += this.#next();
    return out;
  }

  #next(): string {
    const unit = this.#units[this.#at++]!;
    switch (unit) {
      case '\\':
        return this.#escape();
      case '[':
        return this.#set();
      case '(':
        return this.#group();
      case '.':
        return this.#flags.s ? '[\\s\\S]' : '[^\\n]';
      case '^':
        return this.#flags.m ? `(?:${START}|(?<=\\n)(?=[\\s\\S]))` : '^';
      case '$':
        return this.#flags.m ? `(?=\\n|${END})` : `(?=\\n?${END})`;
      case '*':
      case '+':
      case '?':
        return this.#quantifier(unit);
      case '{':
        return this.#brace();
      case '}':
      case ']':
        return `\\${unit}`;
      default:
        return this.#plain(unit);
    }
  }

  /** Under `x`, white space and comments count for nothing. */
  #plain(unit: string): string {
    if (!this.#flags.x) return unit;
    if (/[\t-\r ]/.test(unit)) return '';
    if (unit !== '#') return unit;
    while (this.#at < this.#units.length && this.#units[this.#at] !== '\n') this.#at++;
    return '';
  }

  #quantifier(text: string): string {
    const follower = this.#units[this.#at];
    if (follower === '+') return unsupported('a possessive quantifier in a regular expression');
    if (follower !== '?') return text;
    this.#at++;
    return `${text}?`;
  }

  #brace(): string {
    const rest = this.#units.slice(this.#at - 1, this.#at + 24).join('');
    const range = /^\{\d+(?:,\d*)?\}/.exec(rest);
    if (range === null) return '\\{';
    this.#at += range[0].length - 1;
    return this.#quantifier(range[0]);
  }

  #group(): string {
    if (this.#units[this.#at] === '*') return unsupported('a verb such as (*ACCEPT) in a regular expression');
    if (this.#units[this.#at] !== '?') return '(';
    const rest = this.#units.slice(this.#at, this.#at + 80).join('');
    const comment = /^\?#[^)]*\)/.exec(rest);
    const plain = /^\?(?::|=|!|<=|<!)/.exec(rest);
    const named = /^\?P?<[A-Za-z_]\w*>/.exec(rest);
    const taken = comment ?? plain ?? named;
    if (taken === null) return unsupported(`the group (${rest.slice(0, 3)} in a regular expression`);
    this.#at += taken[0].length;
    if (comment !== null) return '';
    return plain === null ? '(' : `(${plain[0]}`;
  }

  #escape(): string {
    const unit = this.#units[this.#at++];
    switch (unit) {
      case undefined:
        return fail(51091, 'Regular expression is invalid: \\ at end of pattern');
      case 'w':
        return this.#word();
      case 'W':
        return `(?!${this.#word()})[\\s\\S]`;
      case 'b':
        return `(?:(?<=${this.#word()})(?!${this.#word()})|(?<!${this.#word()})(?=${this.#word()}))`;
      case 'B':
        return `(?:(?<=${this.#word()})(?=${this.#word()})|(?<!${this.#word()})(?!${this.#word()}))`;
      case 's':
        return `[${SPACE}]`;
      case 'S':
        return `[^${SPACE}]`;
      case 'A':
        return START;
      case 'z':
        return END;
      case 'Z':
        return `(?=\\n?${END})`;
      default:
        return this.#character(unit);
    }
  }

  /** The server's word characters are ASCII whatever the case rules; JavaScript's grow by two letters under `iu`. */
  #word(): string {
    return this.#flags.i ? `(?-i:[${WORD}])` : `[${WORD}]`;
  }

  /** An escape that means the same inside and outside of a set. */
  #character(unit: string): string {
    if (/[dDnrtf]/.test(unit)) return `\\${unit}`;
    if (unit === 'e') return '\\x1b';
    if (unit === 'a') return '\\x07';
    if (unit === 'x') return this.#hexadecimal();
    if (unit === 'p' || unit === 'P') return this.#category(unit);
    if (/[A-Za-z0-9]/.test(unit)) return unsupported(`\\${unit} in a regular expression`);
    return /[\^$\\.*+?()[\]{}|/-]/.test(unit) ? (unit === '-' ? '\\x2d' : `\\${unit}`) : unit;
  }

  #hexadecimal(): string {
    const rest = this.#units.slice(this.#at, this.#at + 12).join('');
    const braced = /^\{([0-9A-Fa-f]{1,6})\}/.exec(rest);
    const bare = /^[0-9A-Fa-f]{2}/.exec(rest);
    const taken = braced ?? bare;
    if (taken === null) return unsupported('\\x without two hexadecimal digits in a regular expression');
    this.#at += taken[0].length;
    return `\\u{${braced?.[1] ?? taken[0]}}`;
  }

  /** General categories have the same names on both sides; scripts do not. */
  #category(unit: string): string {
    const category =
      /^\{(\^?)(L|Lu|Ll|Lt|Lm|Lo|M|Mn|Mc|Me|N|Nd|Nl|No|P|Pc|Pd|Ps|Pe|Pi|Pf|Po|S|Sm|Sc|Sk|So|Z|Zs|Zl|Zp|C|Cc)\}/.exec(
        this.#units.slice(this.#at, this.#at + 6).join(''),
      );
    if (category === null || category[1] !== '')
      return unsupported(`\\${unit} with such a name in a regular expression`);
    if (this.#flags.i) return unsupported(`\\${unit} without regard to case in a regular expression`);
    this.#at += category[0].length;
    return `\\${unit}{${category[2]}}`;
  }

  /** A set in brackets; word characters stand apart, since case rules must not touch them. */
  #set(): string {
    const negated = this.#units[this.#at] === '^';
    if (negated) this.#at++;
    let members = '';
    let word = false;
    let first = true;
    for (; ; first = false) {
      const unit = this.#units[this.#at];
      if (unit === undefined)
        return fail(51091, 'Regular expression is invalid: missing terminating ] for character class');
      if (unit === ']' && !first) break;
      const member = this.#member();
      if (member === WORD) word = true;
      else members += member;
    }
    this.#at++;
    const set = `[${negated ? '^' : ''}${members}]`;
    if (!word) return set;
    return negated ? `(?:(?!${this.#word()})${set})` : `(?:${this.#word()}|${set})`;
  }

  /** One character, range or escape of a set. */
  #member(): string {
    const low = this.#atom();
    if (low === WORD || this.#units[this.#at] !== '-' || this.#units[this.#at + 1] === ']') return low;
    if (isSetEscape(low)) return low;
    this.#at++;
    const high = this.#atom();
    if (high === WORD) return unsupported('a range that ends in \\w in a regular expression');
    return isSetEscape(high) ? `${low}\\x2d${high}` : `${low}-${high}`;
  }

  #atom(): string {
    const unit = this.#units[this.#at++];
    if (unit === undefined)
      return fail(51091, 'Regular expression is invalid: missing terminating ] for character class');
    if (unit === '[' && /^[:.=]/.test(this.#units[this.#at] ?? ''))
      return unsupported('a POSIX class such as [:alpha:] in a regular expression');
    if (unit === '-') return '\\x2d';
    if (unit !== '\\') return /[[\]^{}()|/.*+?$]/.test(unit) ? `\\${unit}` : unit;
    const escaped = this.#units[this.#at++] ?? '';
    if (escaped === 'w') return WORD;
    if (escaped === 'W') return unsupported('\\W within brackets in a regular expression');
    if (escaped === 's') return SPACE;
    if (escaped === 'S') return '\\0-\\x08\\x0e-\\x1f!-\\u{10ffff}';
    if (escaped === 'b') return '\\x08';
    return this.#character(escaped);
  }
}

/** Whether a member stands for several characters, so that it cannot bound a range. */
function isSetEscape(member: string): boolean {
  return member === SPACE || /^\\[dDpP]/.test(member) || member.startsWith('\\0-');
}
