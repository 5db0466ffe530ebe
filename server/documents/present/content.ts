// The content of a version as a page shows it. A frozen version never changes, so its page parts are kept for a while.
import { translate, type Language } from '../../platform/words/index.ts';
import {
  activitiesOf,
  isStated,
  parseText,
  renderHtml,
  type ActivityRow,
  type ProcedureHeader,
  type Section,
} from '../text/index.ts';
import type { VersionRecord } from '../version.ts';
import { headerTables, type HeaderTables } from './header.ts';
import { decisionLine, passageLines } from './stated.ts';

/** What the template `documents/_content` draws. */
export interface ShownContent {
  kind: 'text' | 'file';
  header: ShownHeader | null;
  sections: { id: string; level: number; number: string; title: string; cleanHtml: string }[];
  file: { name: string; bytes: number; pages: number | null; sha256: string; excerpt: string } | null;
}

export interface ShownHeader extends HeaderTables {
  objective: string;
  scope: string;
  definitions: ProcedureHeader['definitions'];
  activities: ShownActivity[];
}

export interface ShownActivity {
  id: string;
  number: string;
  name: string;
  detailCleanHtml: string;
  responsible: string[];
  produces: string[];
  period: string;
  /** Decisions, what it receives and what it delivers, a line each. */
  lines: string[];
}

const MOST_KEPT = 200;
const kept = new Map<string, ShownContent>();

export function shownContent(version: VersionRecord, language: Language): ShownContent {
  const key = `${String(version._id)} ${version.savedAt.getTime()} ${language}`;
  const known = kept.get(key);
  if (known) return known;
  const made = contentOf(version.content, language);
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value ?? '');
  kept.set(key, made);
  return made;
}

/** The same for content that is not stored: the preview of a draft. */
export function contentOf(content: VersionRecord['content'], language: Language): ShownContent {
  if (content.kind === 'file') {
    const { name, bytes, pages, sha256, text } = content;
    return {
      kind: 'file',
      header: null,
      sections: [],
      file: { name, bytes, pages, sha256, excerpt: text.slice(0, 3_000) },
    };
  }
  const { header, sections } = parseText(content.markdown);
  return {
    kind: 'text',
    header: header && shownHeader(header, language),
    sections: sections.map((one) => shownSection(one, language)),
    file: null,
  };
}

function shownHeader(header: ProcedureHeader, language: Language): ShownHeader {
  const { objective, scope, definitions } = header;
  return {
    ...headerTables(header, language),
    objective,
    scope,
    definitions,
    activities: activitiesOf(header).map((row) => shownActivity(row, language)),
  };
}

function shownActivity(row: ActivityRow, language: Language): ShownActivity {
  const { id, number, name, detail, responsible, produces, period } = row;
  return {
    id,
    number,
    name,
    // Three levels down: the activity stands under the heading of its table.
    detailCleanHtml: renderHtml(detail, { shift: 3, table: tableName(name, language) }),
    responsible,
    produces: produces.map((record) => record.name),
    period: isStated(period) ? period : '',
    lines: [...row.decisions.map((one) => decisionLine(one, language)), ...passageLines(row, language)],
  };
}

function shownSection(section: Section, language: Language): ShownContent['sections'][number] {
  const { id, level, number, title, markdown } = section;
  return {
    id,
    level,
    number,
    title,
    cleanHtml: renderHtml(markdown, { shift: 1, table: tableName(title || number, language) }),
  };
}

function tableName(title: string, language: Language): string {
  return translate(language, 'documents.content.table_of', { title });
}
