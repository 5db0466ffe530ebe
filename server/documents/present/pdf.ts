// An authored document as the structure of a PDF: its header as facts and tables, then its text.
import type { Block, Structure } from '../../platform/pdf/index.ts';
import { markdownToStructure } from '../../platform/pdf/index.ts';
import { layoutFlowchartPages } from '../../platform/charts/index.ts';
import { translate, type Language } from '../../platform/words/index.ts';
import type { DocumentRecord } from '../document.ts';
import { activitiesOf, flowOf, parseText, recordsOf, type ProcedureHeader } from '../text/index.ts';
import type { VersionRecord } from '../version.ts';

/** Pixels of a flowchart that a sheet holds with its text still legible, a little under 9 points. */
const SHEET = 1000;

type Say = (key: string) => string;

export function documentStructure(
  document: DocumentRecord,
  version: VersionRecord,
  language: Language,
): Structure {
  const say: Say = (key) => translate(language, `documents.${key}`);
  const { header, sections } = parseText(version.content.kind === 'text' ? version.content.markdown : '');
  const body = sections.flatMap(({ title, number, level, markdown }): Block[] => [
    ...(title
      ? [
          {
            kind: 'heading' as const,
            level: headingLevel(level),
            words: number ? `${number}. ${title}` : title,
          },
        ]
      : []),
    ...markdownToStructure(markdown),
  ]);
  return {
    title: document.title,
    subtitle: `${document.code} · ${say('column.version')} ${version.label}`,
    language: language === 'es' ? 'es-CO' : 'en',
    toBeStamped: true,
    blocks: [
      ...(header ? headerBlocks(header, say) : []),
      ...body,
      ...(header ? endBlocks(header, say) : []),
    ],
  };
}

function headerBlocks(header: ProcedureHeader, say: Say): Block[] {
  const { nodes, edges } = flowOf(header);
  const paragraph = (title: string, words: string): Block[] =>
    words
      ? [
          { kind: 'heading', level: 2, words: say(`content.${title}`) },
          { kind: 'paragraph', words },
        ]
      : [];
  const terms: Block[] = header.definitions.length > 0
    ? [{ kind: 'heading', level: 2, words: say('content.definitions') }, { kind: 'facts', rows: header.definitions.map(({ term, meaning }) => [term, meaning]) }]
    : []; // prettier-ignore
  const activities: Block[] = header.activities.length > 0
    ? [
        { kind: 'heading', level: 2, words: say('content.activities') },
        { kind: 'table', head: ['activity', 'responsible', 'record', 'period'].map((name) => say(`content.${name}`)), rows: activityRows(header, say) },
        { kind: 'heading', level: 2, words: say('content.flow') },
        ...layoutFlowchartPages(nodes, edges, SHEET).map((shapes) => ({ kind: 'drawing' as const, shapes })),
      ]
    : []; // prettier-ignore
  return [
    ...paragraph('objective', header.objective),
    ...paragraph('scope', header.scope),
    ...terms,
    ...activities,
  ];
}

function activityRows(header: ProcedureHeader, say: Say): Extract<Block, { kind: 'table' }>['rows'] {
  return activitiesOf(header).map(({ number, name, detail, responsible, produces, period, decisions }) => [
    [
      { text: `${number}. ${name}. `, strong: true },
      { text: [detail, ...decisions.map((one) => `${one.question} ${say('flow.yes')}: ${one.yes.do} → ${one.yes.to}. ${say('flow.no')}: ${one.no.do} → ${one.no.to}.`)].join(' ') },
    ],
    responsible.join(', '),
    produces.map((record) => record.name).join('; '),
    period,
  ]); // prettier-ignore
}

function endBlocks(header: ProcedureHeader, say: Say): Block[] {
  const table = (title: string, head: string[], rows: string[][]): Block[] =>
    rows.length > 0
      ? [
          { kind: 'heading', level: 2, words: say(title) },
          { kind: 'table', head, rows },
        ]
      : [];
  const columns = ['record', 'responsible', 'medium', 'place', 'retention', 'disposition'].map((name) =>
    say(`content.${name}`),
  );
  const records = recordsOf(header).map((row) => [`${row.name} ${row.code}`, row.responsible, row.medium, row.place, [row.retention, row.archive].filter(Boolean).join(' / '), row.disposition]); // prettier-ignore
  const references: Block[] = header.references.length > 0
    ? [{ kind: 'heading', level: 2, words: say('content.references') }, { kind: 'list', ordered: false, items: header.references.map(({ name, about, issuer, date }) => [{ kind: 'paragraph', words: `${name}${about ? `: ${about}` : ''} (${issuer}, ${date})` }]) }]
    : []; // prettier-ignore
  const changes = header.changes.map(({ version, date, description }) => [version, date, description]);
  const changeColumns = [say('column.version'), say('content.date'), say('content.change')];
  return [
    ...table('content.records', columns, records),
    ...references,
    ...table('content.changes', changeColumns, changes),
  ];
}

function headingLevel(level: number): 1 | 2 | 3 | 4 {
  return Math.min(4, Math.max(2, level + 1)) as 2 | 3 | 4;
}
