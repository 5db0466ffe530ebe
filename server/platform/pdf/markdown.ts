// Authored text (Markdown without HTML) as a structure that pages and PDF show alike.
import MarkdownIt from 'markdown-it';
import type { Token } from 'markdown-it';
import type { Block, Run } from './structure.ts';

const reader = new MarkdownIt('default', { html: false, linkify: false, typographer: false });

/** Headings, paragraphs, lists, quotes, tables, code, rules; pictures become their words. Never throws. */
export function markdownToStructure(markdown: string): Block[] {
  const tokens = reader.parse(markdown.normalize('NFC').replaceAll('\0', ''), {});
  return blocksOf(new Cursor(tokens), undefined);
}

class Cursor {
  tokens: Token[];
  at = 0;
  constructor(tokens: Token[]) {
    this.tokens = tokens;
  }
  next(): Token | undefined {
    return this.tokens[this.at++];
  }
}

/** Everything up to the token that closes what was opened. */
function blocksOf(cursor: Cursor, closing: string | undefined): Block[] {
  const blocks: Block[] = [];
  for (let token = cursor.next(); token && token.type !== closing; token = cursor.next()) {
    const block = blockOf(token, cursor);
    if (block) blocks.push(block);
  }
  return blocks;
}

function blockOf(token: Token, cursor: Cursor): Block | undefined {
  switch (token.type) {
    case 'heading_open':
      return {
        kind: 'heading',
        level: Math.min(4, Number(token.tag.slice(1))) as 1 | 2 | 3 | 4,
        words: inline(cursor, 'heading_close'),
      };
    case 'paragraph_open':
      return { kind: 'paragraph', words: inline(cursor, 'paragraph_close') };
    case 'bullet_list_open':
      return { kind: 'list', ordered: false, items: items(cursor, 'bullet_list_close') };
    case 'ordered_list_open':
      return {
        kind: 'list',
        ordered: true,
        start: Number(token.attrGet('start') ?? 1),
        items: items(cursor, 'ordered_list_close'),
      };
    case 'blockquote_open':
      return { kind: 'quote', blocks: blocksOf(cursor, 'blockquote_close') };
    case 'table_open':
      return table(cursor);
    case 'fence':
    case 'code_block':
      return { kind: 'code', text: token.content.trimEnd() };
    case 'hr':
      return { kind: 'rule' };
    default:
      return undefined;
  }
}

function items(cursor: Cursor, closing: string): Block[][] {
  const found: Block[][] = [];
  for (let token = cursor.next(); token && token.type !== closing; token = cursor.next())
    if (token.type === 'list_item_open') found.push(blocksOf(cursor, 'list_item_close'));
  return found;
}

function table(cursor: Cursor): Block {
  const rows: Run[][][] = [];
  const align: ('left' | 'center' | 'right')[] = [];
  for (let token = cursor.next(); token && token.type !== 'table_close'; token = cursor.next()) {
    if (token.type === 'tr_open') rows.push([]);
    if (token.type !== 'th_open' && token.type !== 'td_open') continue;
    if (token.type === 'th_open') align.push(alignOf(String(token.attrGet('style') ?? '')));
    rows.at(-1)?.push(inline(cursor, token.type === 'th_open' ? 'th_close' : 'td_close'));
  }
  const [head = [], ...body] = rows;
  return { kind: 'table', head, rows: body, align };
}

function alignOf(style: string): 'left' | 'center' | 'right' {
  return style.includes('right') ? 'right' : style.includes('center') ? 'center' : 'left';
}

function inline(cursor: Cursor, closing: string): Run[] {
  const runs: Run[] = [];
  for (let token = cursor.next(); token && token.type !== closing; token = cursor.next())
    if (token.type === 'inline') runs.push(...runsOf(token.children ?? []));
  return runs;
}

/** Marks that are open at a place apply to the text there. */
function runsOf(tokens: readonly Token[]): Run[] {
  const runs: Run[] = [];
  const open = { strong: 0, emphasis: 0, strike: 0 };
  const links: (string | undefined)[] = [];
  const add = (text: string, code = false) => {
    const link = links.at(-1);
    if (!text) return;
    runs.push({
      text,
      ...(open.strong > 0 && { strong: true }),
      ...(open.emphasis > 0 && { emphasis: true }),
      ...(open.strike > 0 && { strike: true }),
      ...(code && { code }),
      ...(link && { link }),
    });
  };
  for (const token of tokens) {
    const [mark, change] = MARKS[token.type] ?? [];
    if (mark && change) open[mark] += change;
    else if (token.type === 'link_open') links.push(safeLink(String(token.attrGet('href') ?? '')));
    else if (token.type === 'link_close') links.pop();
    else if (token.type === 'softbreak') add(' ');
    else if (token.type === 'hardbreak') add('\n');
    else add(token.content, token.type === 'code_inline');
  }
  return runs;
}

const MARKS: Record<string, [mark: 'strong' | 'emphasis' | 'strike', change: number] | undefined> = {
  strong_open: ['strong', 1],
  strong_close: ['strong', -1],
  em_open: ['emphasis', 1],
  em_close: ['emphasis', -1],
  s_open: ['strike', 1],
  s_close: ['strike', -1],
};

function safeLink(href: string): string | undefined {
  return /^(?:https?:\/\/|mailto:)/i.test(href) ? href : undefined;
}
