// Schools as their templates, exports and reports need them.
import type { Column } from '../platform/tables/index.ts';
import type { Params } from '../platform/errors.ts';
import type { Language } from '../platform/words/index.ts';
import { formatNumber } from '../platform/words/index.ts';
import type { CheckedRow, RowProblem } from './importing/checking.ts';
import { COLUMNS, columnTitle, wordOf, type ColumnName } from './importing/columns.ts';
import type { SaberResult } from './establishment.ts';
import type { SchoolRow } from './queries.ts';
import { LEVELS, REGIMES, SABER_CATEGORIES, SECTORS, ZONES } from './rules.ts';

type T = (key: string, params?: Params) => string;

export function schoolLine(school: SchoolRow, t: T) {
  return {
    href: `/establecimientos/${school.dane}`,
    code: school.code,
    name: school.name,
    municipality: school.municipality,
    sector: t(`establishments.sector.${school.sector}`),
    zone: t(`establishments.zone.${school.zone}`),
    isSite: school.main !== null,
    saber: school.saber[0] ? saberText(school.saber[0], t) : '',
    state: stateOf(school, t),
  };
}

export function stateOf(school: SchoolRow, t: T) {
  const state = school.active ? 'active' : 'inactive';
  return { kind: school.active ? 'ok' : 'off', text: t(`establishments.state.${state}`) };
}

export function schoolFacts(
  school: SchoolRow,
  names: { main: SchoolRow | null; rector: string; delegate: string },
  t: T,
) {
  const regime = school.regime ? t(`establishments.regime.${school.regime}`) : t('establishments.no_regime');
  return [
    { label: t('establishments.column.dane'), value: school.dane },
    ...(names.main
      ? [{ label: t('establishments.column.main'), value: names.main.name, href: `/establecimientos/${names.main.dane}` }]
      : []),
    { label: t('establishments.column.municipality'), value: school.municipality },
    { label: t('establishments.column.sector'), value: t(`establishments.sector.${school.sector}`) },
    { label: t('establishments.column.zone'), value: t(`establishments.zone.${school.zone}`) },
    { label: t('establishments.column.regime'), value: regime },
    { label: t('establishments.column.levels'), value: levelsText(school, t) },
    { label: t('establishments.field.rector'), value: names.rector, ...(school.rector && names.rector ? { href: `/personas/${school.rector}` } : {}) },
    { label: t('establishments.field.delegate'), value: names.delegate },
  ]; // prettier-ignore
}

export function saberLines(school: SchoolRow, language: Language, t: T) {
  return school.saber.map(({ year, category, index }) => ({
    year: String(year),
    category: t(`establishments.saber.${wordOf(category)}`),
    index: index === null ? null : formatNumber(index, language, { maximumFractionDigits: 3 }),
  }));
}

/** What a select or a group of boxes offers. */
export function optionsFor(t: T) {
  const options = (name: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: t(`establishments.${name}.${wordOf(value)}`) }));
  return {
    sectors: options('sector', SECTORS),
    zones: options('zone', ZONES),
    regimes: options('regime', REGIMES),
    levels: options('level', LEVELS),
    categories: options('saber', SABER_CATEGORIES),
    states: ['activos', 'inactivos'].map((value) => ({ value, label: t(`establishments.filter.${value}`) })),
  };
}

/** The columns of the export: the same as those of the import, so that a list goes out and comes back. */
export function exportColumns(
  mains: ReadonlyMap<string, string>,
  language: Language,
  t: T,
): Column<SchoolRow>[] {
  const values: Record<ColumnName, (row: SchoolRow) => string | number | null> = {
    dane: ({ dane }) => dane,
    name: ({ name }) => name,
    main: ({ main }) => (main ? (mains.get(main) ?? '') : ''),
    municipality: ({ municipality }) => municipality,
    sector: ({ sector }) => t(`establishments.sector.${sector}`),
    zone: ({ zone }) => t(`establishments.zone.${zone}`),
    regime: ({ regime }) => (regime ? t(`establishments.regime.${regime}`) : ''),
    levels: (row) => levelsText(row, t),
    active: ({ active }) => t(active ? 'shared.yes' : 'shared.no'),
    saber_year: ({ saber }) => (saber[0] ? String(saber[0].year) : ''),
    saber_category: ({ saber }) => (saber[0] ? t(`establishments.saber.${wordOf(saber[0].category)}`) : ''),
    saber_index: ({ saber }) => saber[0]?.index ?? null,
  };
  return COLUMNS.map((name) => ({ header: columnTitle(name, language), value: values[name] }));
}

/** The report of a trial: every row with what it would do or what is wrong with it. */
export function trialReport(
  { rows, problems }: { rows: readonly CheckedRow[]; problems: readonly RowProblem[] },
  language: Language,
  t: T,
) {
  const wrong = Map.groupBy(problems, ({ row }) => row);
  const say = ({ column, key, params }: RowProblem) =>
    `${column ? `${columnTitle(column, language)}: ` : ''}${t(key, params)}`;
  const lines = rows.map(({ row, input, effect }) => {
    const faults = (wrong.get(row) ?? []).map(say);
    const result = faults.length > 0 ? 'wrong' : effect;
    const tone = { new: 'ok', change: 'info', same: 'off', wrong: 'bad' }[result];
    return { row, dane: input.dane, name: input.name, faults, tag: { kind: tone, text: t(`establishments.import.effect.${result}`) } }; // prettier-ignore
  });
  const own = new Set(rows.map(({ row }) => row));
  return {
    lines: lines.sort((a, b) => Number(b.faults.length > 0) - Number(a.faults.length > 0) || a.row - b.row),
    whole: problems.filter(({ row }) => row === null || !own.has(row)).map(say),
    ready: problems.length === 0 && rows.some(({ effect }) => effect !== 'same'),
    wrong: problems.length,
    nothing: problems.length === 0 && rows.every(({ effect }) => effect === 'same'),
    counts: {
      made: rows.filter(({ effect }) => effect === 'new').length,
      changed: rows.filter(({ effect }) => effect === 'change').length,
    },
  };
}

function saberText({ year, category }: SaberResult, t: T): string {
  return `${t(`establishments.saber.${wordOf(category)}`)} (${year})`;
}

function levelsText({ levels }: SchoolRow, t: T): string {
  return LEVELS.filter((level) => levels.includes(level)).map((level) => t(`establishments.level.${level}`)).join(', '); // prettier-ignore
}
