// What every page's frame needs: language, person, menu, message, tokens. Made lazily where making it costs something.
import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { may } from '../access/policy.ts';
import type { User } from '../access/roles.ts';
import { linkAddressesFor } from '../links/address.ts';
import type { Flash, MenuGroup, MenuItem, PageData } from '../pages/layout.ts';
import { languageOf, translate, type Language } from '../words/index.ts';
import { tokenOf } from './csrf.ts';
import type { MenuLine } from './slice.ts';

export interface FrameOptions {
  menu: readonly MenuLine[];
  /** Where a heading begins among the positions of the menu's lines, ascending; all in one group without. */
  headings?: readonly MenuHeading[];
  /** The entity's name as it is now. */
  entity: () => string;
  demo: boolean;
}

/** Lines from this position on stand under this word key. */
export interface MenuHeading {
  from: number;
  word: string | null;
}

const ONE_GROUP: readonly MenuHeading[] = [{ from: 0, word: null }];

export function frame(options: FrameOptions): RequestHandler {
  const lines = [...options.menu].sort((a, b) => a.order - b.order);
  return (req, res, next) => {
    res.locals.page = pageData(req, res, options, lines);
    next();
  };
}

function pageData(req: Request, res: Response, options: FrameOptions, lines: readonly MenuLine[]): PageData {
  const user = req.user ?? null;
  const language = languageOf(
    req.get('accept-language') ?? '',
    user?.language ?? req.session.language ?? null,
  );
  return {
    language,
    nonce: res.locals.nonce,
    entity: options.entity(),
    user: user && shownUser(user),
    menu: user ? groups(user, lines, options.headings ?? ONE_GROUP, req.path, language) : [],
    // Read once, by the page that shows it: an answer that shows no page keeps the message for the next.
    get flash(): Flash | null {
      const flash = req.session.flash ?? null;
      if (flash) delete req.session.flash;
      return flash;
    },
    // A token makes a session; a page that draws no form needs neither.
    get csrf(): string {
      return tokenOf(req);
    },
    get once(): string {
      return randomUUID();
    },
    path: addressOf(req),
    demo: options.demo,
    footer: [
      { href: '/solicitudes', label: translate(language, 'shared.footer.petitions') },
      { href: '/accesibilidad', label: translate(language, 'shared.footer.accessibility') },
      { href: '/datos-personales', label: translate(language, 'shared.footer.personal_data') },
    ],
    languageAction: '/idioma',
    links: linkAddressesFor(user),
  };
}

/** Where one comes back to this page: a form that comes again stands at the address that it was opened at, not the one it was sent to. */
function addressOf(req: Request): string {
  const { referer = '', host } = req.headers;
  if (req.method !== 'POST' || !URL.canParse(referer)) return req.originalUrl;
  const from = new URL(referer);
  return from.host === host ? from.pathname + from.search : req.originalUrl;
}

function shownUser(user: User): NonNullable<PageData['user']> {
  const words = user.name.split(/\s+/).filter(Boolean);
  const initials = (words[0]?.[0] ?? '') + (words.length > 1 ? (words[1]?.[0] ?? '') : '');
  return {
    name: user.name,
    position: user.positions[0]?.name ?? '',
    initials: initials.toUpperCase(),
    href: '/mi-cuenta',
  };
}

/** What this person may open, under its headings; a heading without lines is left out. */
function groups(
  user: User,
  lines: readonly MenuLine[],
  headings: readonly MenuHeading[],
  path: string,
  language: Language,
): MenuGroup[] {
  return headings.flatMap(({ from, word }, index) => {
    const until = headings[index + 1]?.from ?? Infinity;
    const own = lines.filter((line) => line.order >= from && line.order < until && allowed(user, line));
    if (own.length === 0) return [];
    const items = own.map((line) => item(line, path, language));
    return [{ heading: word && translate(language, word), items }];
  });
}

function allowed(user: User, line: MenuLine): boolean {
  return line.may === 'signed_in' || may(user, line.may);
}

function item(line: MenuLine, path: string, language: Language): MenuItem {
  return {
    href: line.href,
    label: translate(language, line.word),
    current: path === line.href || path.startsWith(`${line.href}/`),
  };
}
