// The list to fill in: its columns with one example row, and beside it what types, processes and positions may be called.
import { sheetOf, toWorkbook } from '../../platform/tables/index.ts';
import { translate, type Language } from '../../platform/words/index.ts';
import { COLUMNS, columnTitle, REQUIRED, type ColumnName } from './columns.ts';
import { acceptedNames } from './knowing.ts';

/** XLSX. */
export async function importTemplate(language: Language): Promise<Buffer> {
  const say = (key: string): string => translate(language, `documents.import.template.${key}`);
  const accepted = await acceptedNames();
  const example: Partial<Record<ColumnName, string>> = {
    code: say('code'),
    title: say('title_example'),
    type: accepted.types.find((name) => name === 'Procedimiento') ?? accepted.types[0] ?? '',
    process: accepted.processes[0] ?? '',
    owner: accepted.positions[0] ?? '',
    version: '03',
    effective: '2023-09-29',
    source_date: '2023-09-29',
    elaborated: say('position'),
    reviewed: say('position'),
    approved: say('committee'),
    approved_date: '2023-09-29',
    file: say('file'),
  };
  const columns = COLUMNS.map((name) => ({
    header: columnTitle(name, language),
    value: (row: typeof example) => row[name] ?? '',
    ...(name === 'effective' ? { kind: 'day' as const } : {}),
  }));
  const help = COLUMNS.map((name) => ({ name: columnTitle(name, language), says: say(`help.${name}`), required: REQUIRED.includes(name) })); // prettier-ignore
  const named = (names: readonly string[]) => names.map((name) => ({ name }));
  const listColumns = (header: string) => [{ header, value: (row: { name: string }) => row.name, width: 60 }];
  return toWorkbook([
    await sheetOf(columns, [example], say('sheet')),
    await sheetOf(
      [
        { header: say('column'), value: (row: (typeof help)[number]) => row.name, width: 28 },
        { header: say('says'), value: (row: (typeof help)[number]) => row.says, width: 90 },
        { header: say('required'), value: (row: (typeof help)[number]) => translate(language, row.required ? 'shared.yes' : 'shared.no') }, // prettier-ignore
      ],
      help,
      say('help_sheet'),
    ),
    await sheetOf(listColumns(columnTitle('type', language)), named(accepted.types), say('types')),
    await sheetOf(listColumns(columnTitle('process', language)), named(accepted.processes), say('processes')),
    await sheetOf(listColumns(columnTitle('owner', language)), named(accepted.positions), say('positions')),
  ]);
}
