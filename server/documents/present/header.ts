// The structured header of a procedure as tables and lines that the page and the PDF share.
import type { Language } from '../../platform/words/index.ts';
import { isStated, recordsOf, type ProcedureHeader } from '../text/index.ts';
import { sayer, statedDate, statedTable, type StatedTable } from './stated.ts';

export interface HeaderTables {
  /** Where it comes from and its dates: `[{ label, value }]`, only what is stated. */
  facts: { label: string; value: string }[];
  parties: StatedTable | null;
  policies: StatedTable | null;
  records: StatedTable | null;
  references: StatedTable | null;
  changes: StatedTable | null;
  /** Who elaborated, reviewed and approved it at its source: positions. */
  signed: StatedTable | null;
}

export function headerTables(header: ProcedureHeader, language: Language): HeaderTables {
  const date = (value: string): string => statedDate(value, language);
  return {
    facts: sourceFacts(header, language),
    parties: statedTable(
      [
        { name: 'party', read: (row) => row.name },
        { name: 'party_kind', read: (row) => sayer(language)(`party_${row.kind}`) },
        { name: 'party_roles', read: (row) => row.roles.join('; ') },
      ],
      header.parties,
      language,
    ),
    policies: statedTable(
      [
        { name: 'policy', read: (row) => row.text },
        { name: 'period', read: (row) => row.period },
        { name: 'responsible', read: (row) => row.owner },
      ],
      header.policies,
      language,
    ),
    records: statedTable(
      [
        { name: 'record', read: (row) => row.name },
        { name: 'code', read: (row) => row.code },
        { name: 'activity', read: (row) => row.activities.join(', '), spare: true },
        { name: 'responsible', read: (row) => row.responsible },
        { name: 'medium', read: (row) => row.medium },
        { name: 'place', read: (row) => row.place },
        { name: 'retention_management', read: (row) => row.retention },
        { name: 'retention_central', read: (row) => row.archive },
        { name: 'disposition', read: (row) => row.disposition },
        { name: 'note', read: (row) => row.note, spare: true },
      ],
      recordsOf(header),
      language,
    ),
    references: statedTable(
      [
        { name: 'reference', read: (row) => row.name },
        { name: 'about', read: (row) => row.about },
        { name: 'issuer', read: (row) => row.issuer },
        { name: 'date', read: (row) => date(row.date) },
      ],
      header.references,
      language,
    ),
    changes: statedTable(
      [
        { name: 'version', read: (row) => row.version },
        { name: 'date', read: (row) => date(row.date) },
        { name: 'change', read: (row) => row.description },
      ],
      header.changes,
      language,
    ),
    signed: statedTable(
      [
        { name: 'act', read: (row) => row.act },
        { name: 'position', read: (row) => row.position },
        { name: 'date', read: (row) => date(row.date) },
      ],
      sourceSignatures(header, language),
      language,
    ),
  };
}

function sourceFacts(header: ProcedureHeader, language: Language): HeaderTables['facts'] {
  const say = sayer(language);
  const date = (value: string): string => statedDate(value, language);
  const rows = [
    { label: say('entity'), value: header.entity },
    { label: say('source_process'), value: header.process },
    { label: say('source_owner'), value: header.owner },
    { label: say('source_version'), value: header.version },
    { label: say('source_date'), value: date(header.date) },
    ...header.dates.map((one) => ({ label: one.event, value: date(one.date) })),
    { label: say('positions'), value: header.positions.join('; ') },
  ];
  return rows.filter(({ value }) => isStated(value));
}

function sourceSignatures(
  header: ProcedureHeader,
  language: Language,
): { act: string; position: string; date: string }[] {
  const say = sayer(language);
  const acts = ['elaborated', 'reviewed', 'approved'] as const;
  return acts.flatMap((act) => header[act].map((one) => ({ ...one, act: say(act) })));
}
