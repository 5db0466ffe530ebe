// Holds the rows of a list against the register and against each other: each row is new, changes something, is the same, or has a fault.
import type { Params } from '../../platform/errors.ts';
import { numberOf } from '../../platform/tables/index.ts';
import type { EstablishmentInput } from '../editing.ts';
import type { SaberResult } from '../establishment.ts';
import type { SchoolRow } from '../queries.ts';
import { DANE, FIRST_SABER_YEAR, type Level } from '../rules.ts';
import { REQUIRED, valueNamed, type Cells, type ColumnName } from './columns.ts';

export interface RowProblem {
  /** As the spreadsheet numbers it; null for the list as a whole. */
  row: number | null;
  column: ColumnName | null;
  key: string;
  params: Params;
}

export interface CheckedRow {
  row: number;
  input: EstablishmentInput;
  saber: SaberResult | null;
  effect: 'new' | 'change' | 'same';
}

/** What the register holds of the schools that a list names, by DANE code. */
export interface Known {
  schools: ReadonlyMap<string, SchoolRow>;
  /** DANE codes by id of the schools that those belong to. */
  mains: ReadonlyMap<string, string>;
}

type Says = (column: ColumnName, key: string, params?: Params) => void;

/** @param lines each row with its number in the spreadsheet */
export function checkRows(
  lines: readonly { number: number; cells: Cells }[],
  known: Known,
): { rows: CheckedRow[]; problems: RowProblem[] } {
  const problems: RowProblem[] = [];
  const byDane = Map.groupBy(lines, ({ cells }) => cells.dane);
  const rows = lines.map(({ number, cells }) => {
    const says: Says = (column, key, params = {}) =>
      void problems.push({ row: number, column, key: `establishments.import.problem.${key}`, params });
    for (const name of REQUIRED) if (cells[name] === '') says(name, 'empty');
    const twins = (byDane.get(cells.dane) ?? []).filter((one) => one.number !== number);
    if (twins.length > 0) says('dane', 'twice', { rows: twins.map((one) => one.number).join(', ') });
    if (cells.dane && !DANE.test(cells.dane)) says('dane', 'dane', { value: cells.dane });
    checkMain(cells, byDane, known, says);
    const input = inputOf(cells, says);
    const saber = saberOf(cells, says);
    return { row: number, input, saber, effect: effectOn(known, input, saber) };
  });
  return { rows, problems };
}

/** A site names a school of the register or of the same list, and that is no site itself. */
function checkMain(
  { main, dane }: Cells,
  byDane: ReadonlyMap<string, readonly { cells: Cells }[]>,
  known: Known,
  says: Says,
): void {
  if (main === '') return;
  const listed = byDane.get(main)?.[0]?.cells;
  const registered = known.schools.get(main);
  if (main === dane || (!listed && !registered)) says('main', 'main_unknown', { value: main });
  else if (listed ? listed.main !== '' : registered?.main) says('main', 'main_is_site', { value: main });
}

function inputOf(cells: Cells, says: Says): EstablishmentInput {
  const one = <N extends 'sector' | 'zone' | 'regime'>(name: N) => {
    const value = cells[name] === '' ? null : valueNamed(name, cells[name]);
    if (cells[name] !== '' && value === null) says(name, 'unknown', { value: cells[name] });
    return value;
  };
  if (cells.name.length > 200) says('name', 'too_long', { max: 200 });
  const sector = one('sector') ?? 'official';
  const regime = one('regime');
  if (sector === 'official' && regime) says('regime', 'regime_official');
  return {
    dane: cells.dane,
    name: cells.name,
    main: cells.main || null,
    municipality: cells.municipality.slice(0, 80),
    sector,
    zone: one('zone') ?? 'urban',
    regime,
    levels: levelsOf(cells, says),
    active: activeOf(cells, says),
  };
}

function levelsOf({ levels }: Cells, says: Says): Level[] {
  const named = levels.split(/[,;/]/).map((word) => word.trim()).filter(Boolean); // prettier-ignore
  return named.flatMap((word) => {
    const level = valueNamed('level', word);
    if (!level) says('levels', 'unknown', { value: word });
    return level ?? [];
  });
}

function activeOf({ active }: Cells, says: Says): boolean {
  if (/^(?:|s[ií]|yes|x|activ[ao]|active)$/i.test(active)) return true;
  if (!/^(?:no|inactiv[ao]|inactive)$/i.test(active)) says('active', 'unknown', { value: active });
  return false;
}

function saberOf(cells: Cells, says: Says): SaberResult | null {
  const { saber_year: yearText, saber_category: words, saber_index: indexText } = cells;
  if (!yearText && !words && !indexText) return null;
  const year = numberOf(yearText) ?? 0;
  if (!Number.isInteger(year) || year < FIRST_SABER_YEAR || year > 2100)
    says('saber_year', 'year', { value: yearText });
  const category = valueNamed('saber', words);
  if (!category) says('saber_category', 'unknown', { value: words });
  const index = indexText === '' ? null : numberOf(indexText);
  if (indexText !== '' && (index === null || index < 0 || index > 1)) says('saber_index', 'index');
  return { year, category: category ?? 'unrated', index };
}

/** Whether taking the row would change the register. */
function effectOn(
  { schools, mains }: Known,
  input: EstablishmentInput,
  saber: SaberResult | null,
): CheckedRow['effect'] {
  const now = schools.get(input.dane);
  if (!now) return 'new';
  const main = now.main ? (mains.get(now.main) ?? null) : null;
  const facts = [now.name, main, now.municipality, now.sector, now.zone, now.regime, [...now.levels].sort().join(), now.active]; // prettier-ignore
  const wanted = [input.name, input.main, input.municipality, input.sector, input.zone, input.regime, [...(input.levels ?? [])].sort().join(), input.active]; // prettier-ignore
  const result = saber && now.saber.find(({ year }) => year === saber.year);
  const isNoted = !saber || (result?.category === saber.category && result.index === saber.index);
  return isNoted && facts.every((fact, at) => fact === wanted[at]) ? 'same' : 'change';
}
