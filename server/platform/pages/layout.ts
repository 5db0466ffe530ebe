// What every page's frame needs: the shape that `res.locals.page` must have before a page is rendered.
import type { Language } from '../words/index.ts';

export interface MenuItem {
  href: string;
  label: string;
  current: boolean;
  /** Things that wait for this person there; shown as a number. */
  count?: number;
}

/** One message carried over a redirect: what was done, or what needs care. */
export interface Flash {
  kind: 'ok' | 'info' | 'warn' | 'bad';
  text: string;
}

/** Lines of the menu under one heading; null for those that need none. */
export interface MenuGroup {
  heading: string | null;
  items: MenuItem[];
}

export interface PageData {
  language: Language;
  /** The nonce of this answer's content security policy, base64url. */
  nonce: string;
  /** The name of the secretariat that runs this copy. */
  entity: string;
  user: { name: string; position: string; initials: string; href?: string } | null;
  menu: MenuGroup[];
  flash: Flash | null;
  csrf: string;
  /** The one-time key of this page's forms; `form.once` wins over it. */
  once: string;
  path: string;
  demo: boolean;
  /** Links in the footer: accessibility, personal data. */
  footer?: { href: string; label: string }[];
  /** Where the form that changes the language posts `language` and `back`; without it there is no switch. */
  languageAction?: string;
  /** Where this person links a record with another and follows its trace; a code goes to the end of each. */
  links?: { link?: string; trace?: string };
}

/** The state of a form as a page shows it. Messages are already in the person's language. */
export interface FormState {
  values: Record<string, unknown>;
  /** Field name to its messages; the key `''` holds messages of the whole form. */
  errors: Record<string, string[]>;
  /** Fields whose message would fit any field ("Elija una opción"): the summary puts their label before it. */
  general?: ReadonlySet<string>;
  once: string;
}

export type Layout = 'main' | 'public' | 'plain';

/** The frame of an answer that failed before its page data was made. */
export function emptyPage(language: Language): PageData {
  return {
    language,
    nonce: '',
    entity: '',
    user: null,
    menu: [],
    flash: null,
    csrf: '',
    once: '',
    path: '/',
    demo: false,
  };
}
