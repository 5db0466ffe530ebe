// The content of a version as a page shows it. A frozen version never changes, so its page parts are kept for a while.
import { translate, type Language } from '../../platform/words/index.ts';
import {
  activitiesOf,
  parseText,
  recordsOf,
  renderHtml,
  type ProcedureHeader,
  type Section,
} from '../text/index.ts';
import type { VersionRecord } from '../version.ts';

/** What the template `documents/_content` draws. */
export interface ShownContent {
  kind: 'text' | 'file';
  header: ShownHeader | null;
  sections: { id: string; level: number; number: string; title: string; cleanHtml: string }[];
  file: { name: string; bytes: number; pages: number | null; sha256: string; excerpt: string } | null;
}

export interface ShownHeader extends Omit<ProcedureHeader, 'activities' | 'records'> {
  activities: ReturnType<typeof activitiesOf>;
  records: ReturnType<typeof recordsOf>;
  hasFlow: boolean;
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
    header: header && shownHeader(header),
    sections: sections.map((one) => shownSection(one, language)),
    file: null,
  };
}

function shownHeader(header: ProcedureHeader): ShownHeader {
  return {
    ...header,
    activities: activitiesOf(header),
    records: recordsOf(header),
    hasFlow: header.activities.length > 0,
  };
}

function shownSection(section: Section, language: Language): ShownContent['sections'][number] {
  const { id, level, number, title, markdown } = section;
  return {
    id,
    level,
    number,
    title,
    cleanHtml: renderHtml(markdown, {
      shift: 1,
      table: translate(language, 'documents.content.table_of', { title: title || number }),
    }),
  };
}
