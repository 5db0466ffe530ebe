// An authored document as the structure of a PDF: its header as facts, tables and drawings, its text, and who approved it.
import { layoutFlowchartPages } from '../../platform/charts/index.ts';
import { markdownToStructure, type Block, type Cell, type Structure } from '../../platform/pdf/index.ts';
import { formatDate, translate, type Language } from '../../platform/words/index.ts';
import type { DocumentRecord } from '../document.ts';
import {
  activitiesOf,
  flowOf,
  isStated,
  parseText,
  type ActivityRow,
  type ProcedureHeader,
  type Section,
} from '../text/index.ts';
import type { VersionRecord } from '../version.ts';
import { headerTables } from './header.ts';
import { signatureRows } from './signing.ts';
import { decisionLine, passageLines, sayer, type StatedTable } from './stated.ts';

/** Pixels of a flowchart that a sheet holds with its text still legible, a little under 9 points. */
const SHEET = 1000;

export function documentStructure(
  document: DocumentRecord,
  version: VersionRecord,
  language: Language,
): Structure {
  const { header, sections } = parseText(version.content.kind === 'text' ? version.content.markdown : '');
  return {
    title: document.title,
    subtitle: `${document.code} · ${translate(language, 'documents.column.version')} ${version.label}`,
    language: language === 'es' ? 'es-CO' : 'en',
    toBeStamped: true,
    blocks: [
      factsBlock(document, version, language),
      ...(header ? headerBlocks(header, language) : []),
      ...sections.flatMap(sectionBlocks),
      ...(header ? endBlocks(header, language) : []),
      ...signatureBlocks(version, language),
    ],
  };
}

function factsBlock(document: DocumentRecord, version: VersionRecord, language: Language): Block {
  const rows: [string, string][] = [
    ['type', document.typeName],
    ['process', document.processName],
    ['owner', document.ownerName],
    ['effective', formatDate(version.effective, language)],
  ];
  const named = rows.filter(([, value]) => value !== '');
  return { kind: 'facts', rows: named.map(([name, value]) => [translate(language, `documents.column.${name}`), value]) }; // prettier-ignore
}

function headerBlocks(header: ProcedureHeader, language: Language): Block[] {
  const say = sayer(language);
  const tables = headerTables(header, language);
  const paragraph = (title: string, words: string): Block[] => (words ? [heading(say(title)), { kind: 'paragraph', words }] : []); // prettier-ignore
  const terms: Block[] = [
    heading(say('definitions')),
    { kind: 'facts', rows: header.definitions.map(({ term, meaning }) => [term, meaning]) },
  ];
  return [
    ...paragraph('objective', header.objective),
    ...paragraph('scope', header.scope),
    ...(header.definitions.length > 0 ? terms : []),
    ...tableBlocks('parties', tables.parties, language),
    ...tableBlocks('policies', tables.policies, language),
    ...(header.activities.length > 0 ? activityBlocks(header, language) : []),
  ];
}

function activityBlocks(header: ProcedureHeader, language: Language): Block[] {
  const say = sayer(language);
  const { nodes, edges } = flowOf(header, flowWords(language));
  const drawings = layoutFlowchartPages(nodes, edges, SHEET);
  return [
    heading(say('activities')),
    {
      kind: 'table',
      head: ['activity', 'responsible', 'record', 'period'].map((name) => say(name)),
      rows: activitiesOf(header).map((row) => activityCells(row, language)),
      shares: [54, 18, 17, 11],
    },
    heading(say('flow')),
    ...drawings.map((shapes) => ({ kind: 'drawing' as const, shapes })),
  ];
}

/** The few words of a flowchart in the reader's language. */
export function flowWords(language: Language): NonNullable<Parameters<typeof flowOf>[1]> {
  const word = (name: string): string => translate(language, `documents.flow.${name}`);
  return { start: word('start'), end: word('end'), yes: word('yes'), no: word('no'), open: word('open') };
}

function activityCells(row: ActivityRow, language: Language): Cell[] {
  const { number, name, detail, responsible, produces, period } = row;
  const lines = [...row.decisions.map((one) => decisionLine(one, language)), ...passageLines(row, language)];
  const what: Block[] = [
    { kind: 'paragraph', words: [{ text: `${number}. ${name}`, strong: true }] },
    ...markdownToStructure(isStated(detail) ? detail : ''),
    ...lines.map((words): Block => ({ kind: 'paragraph', words, quiet: true })),
  ];
  return [
    { blocks: what },
    linesCell(responsible),
    linesCell(produces.map((record) => record.name)),
    isStated(period) ? period : '',
  ];
}

function linesCell(lines: readonly string[]): Cell {
  return { blocks: lines.map((words) => ({ kind: 'paragraph', words })) };
}

function sectionBlocks({ title, number, level, markdown }: Section): Block[] {
  const words = number ? `${number}. ${title}` : title;
  const head: Block[] = title ? [{ kind: 'heading', level: headingLevel(level), words }] : [];
  return [...head, ...markdownToStructure(markdown)];
}

function endBlocks(header: ProcedureHeader, language: Language): Block[] {
  const { records, references, changes, signed, facts } = headerTables(header, language);
  const source: Block[] = [
    heading(sayer(language)('source')),
    { kind: 'facts', rows: facts.map(({ label, value }) => [label, value]) },
  ];
  return [
    ...tableBlocks('records', records, language),
    ...tableBlocks('references', references, language),
    ...tableBlocks('changes', changes, language),
    ...(facts.length > 0 && isStated(header.entity) ? source : []),
    ...tableBlocks('signed', signed, language),
  ];
}

function tableBlocks(title: string, table: StatedTable | null, language: Language): Block[] {
  if (!table) return [];
  const rows = table.rows.map((row) => row.map(({ text }) => text));
  return [
    heading(sayer(language)(title)),
    { kind: 'table', head: table.head, rows },
    ...(table.missing ? [{ kind: 'paragraph' as const, words: table.missing, quiet: true }] : []),
  ];
}

function signatureBlocks(version: VersionRecord, language: Language): Block[] {
  const rows = signatureRows(version, language);
  if (rows.length === 0) return [];
  const say = (key: string): string => translate(language, `documents.signed.${key}`);
  const hash = `${translate(language, 'documents.version.hash')} SHA-256: ${version.sha256 ?? ''}`;
  return [
    heading(say('title')),
    {
      kind: 'table',
      head: ['act', 'name', 'position', 'at'].map(say),
      rows: rows.map(({ act, name, position, at }) => [act, name, position, at]),
    },
    { kind: 'paragraph', words: hash, quiet: true },
  ];
}

function heading(words: string): Block {
  return { kind: 'heading', level: 2, words };
}

function headingLevel(level: number): 2 | 3 | 4 {
  return Math.min(4, Math.max(2, level + 1)) as 2 | 3 | 4;
}
