// Markdown of a document as safe HTML for its page and its preview: no raw HTML, no pictures, tables that scroll.
import markdownIt from 'markdown-it';
import { slug } from './sections.ts';

export type HtmlOptions = {
  /** How many levels headings go down; 1 makes the first `<h2>`, under the page's own `<h1>`. */
  shift?: number;
  /** Word for a table that no heading names. */
  table?: string;
};

/**
 * Renders Markdown. Raw HTML comes out as text, links go only to http(s), mail, this site or this page, pictures become their
 * alternative text, so that a page asks nothing of other hosts.
 */
export function renderHtml(markdown: string, options: HtmlOptions = {}): string {
  return renderer.render(markdown, {
    shift: options.shift ?? 1,
    table: options.table ?? 'Tabla',
    heading: '',
    ids: new Map(),
  });
}

type State = { shift: number; table: string; heading: string; ids: Map<string, number> };

const SAFE_LINK = /^(https?:\/\/|mailto:|\/(?!\/)|#)/i;

const renderer = makeRenderer();

function makeRenderer() {
  const markdown = markdownIt({ html: false, linkify: false, typographer: false });
  markdown.validateLink = (url) => SAFE_LINK.test(url.trim());
  const { rules } = markdown.renderer;
  const escape = markdown.utils.escapeHtml;

  rules.heading_open = (tokens, index, _options, env) => {
    const text = tokens[index + 1]?.content ?? '';
    const state = env as State;
    state.heading = text;
    return `<${shifted(tokens[index]?.tag ?? 'h1', state.shift)} id="${uniqueId(state.ids, slug(text))}">`;
  };
  rules.heading_close = (tokens, index, _options, env) =>
    `</${shifted(tokens[index]?.tag ?? 'h1', (env as State).shift)}>\n`;
  rules.table_open = (_tokens, _index, _options, env) => {
    const { heading, table, ids } = env as State;
    const label = heading || table;
    const times = Number(uniqueId(ids, `tabla ${label}`).slice(`tabla ${label}`.length + 1)) || 1;
    const name = times === 1 ? label : `${label} (${times})`;
    return `<div class="tablewrap" tabindex="0" role="region" aria-label="${escape(name)}"><table class="tbl text">\n`;
  };
  rules.table_close = () => '</table></div>\n';
  rules.th_open = () => '<th scope="col">';
  rules.td_open = () => '<td>';
  rules.image = (tokens, index) => escape(tokens[index]?.content ?? '');
  return markdown;
}

function shifted(tag: string, shift: number): string {
  return `h${Math.min(6, Number(tag.slice(1)) + shift)}`;
}

function uniqueId(ids: Map<string, number>, id: string): string {
  const times = (ids.get(id) ?? 0) + 1;
  ids.set(id, times);
  return times === 1 ? id : `${id}-${times}`;
}
