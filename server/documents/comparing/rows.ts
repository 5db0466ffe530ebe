// The header of two versions: which fields changed, and which rows of its tables were added, removed, changed or moved.
import type { Branch, Passage, ProcedureHeader } from '../text/index.ts';
import { NOT_STATED } from '../text/index.ts';
import { align } from './align.ts';
import { increasing } from './increasing.ts';
import { comparePassages } from './spans.ts';
import type { Budget, Span } from './spans.ts';

/** A field with both values; `field` is the name in the header, for a word key. */
export type FieldChange = { field: string; before: string; after: string; spans: Span[] };

/** A row of a table: `label` names it, `fields` holds what changed in it, or all that an added or removed row states. */
export type RowChange = {
  state: 'added' | 'removed' | 'changed' | 'moved';
  label: string;
  fields: FieldChange[];
};

/** A table of the header: how many rows are the same, and those that are not. */
export type TableChange = { table: TableName; same: number; rows: RowChange[] };

export type TableName = (typeof TABLES)[number]['table'];

type Row = Record<string, string>;

const FIELDS = [
  'code', 'title', 'type', 'modelOf', 'entity', 'process', 'version', 'date', 'owner', 'objective', 'scope',
] as const; // prettier-ignore

/** Each table: its rows as texts, and what names a row across versions. */
const TABLES = [
  {
    table: 'activities',
    key: 'name',
    number: 'number',
    rows: (h: ProcedureHeader) => h.activities.map(activityRow),
  },
  { table: 'records', key: 'name', number: 'code', rows: (h: ProcedureHeader): Row[] => h.records },
  { table: 'definitions', key: 'term', number: '', rows: (h: ProcedureHeader): Row[] => h.definitions },
  { table: 'references', key: 'name', number: '', rows: (h: ProcedureHeader): Row[] => h.references },
  { table: 'policies', key: 'text', number: '', rows: (h: ProcedureHeader): Row[] => h.policies },
  {
    table: 'parties',
    key: 'name',
    number: '',
    rows: (h: ProcedureHeader): Row[] => h.parties.map((p) => ({ ...p, roles: p.roles.join('\n') })),
  },
  {
    table: 'positions',
    key: 'position',
    number: '',
    rows: (h: ProcedureHeader): Row[] => h.positions.map((position) => ({ position })),
  },
  { table: 'dates', key: 'event', number: '', rows: (h: ProcedureHeader): Row[] => h.dates },
  { table: 'changes', key: 'version', number: '', rows: (h: ProcedureHeader): Row[] => h.changes },
  { table: 'elaborated', key: 'position', number: '', rows: (h: ProcedureHeader): Row[] => h.elaborated },
  { table: 'reviewed', key: 'position', number: '', rows: (h: ProcedureHeader): Row[] => h.reviewed },
  { table: 'approved', key: 'position', number: '', rows: (h: ProcedureHeader): Row[] => h.approved },
] as const;

/** The plain fields that differ. A missing header counts as one that states nothing. */
export function compareFields(
  a: ProcedureHeader | null,
  b: ProcedureHeader | null,
  budget: Budget,
): FieldChange[] {
  return FIELDS.flatMap((field) => fieldChange(field, a?.[field] ?? '', b?.[field] ?? '', budget));
}

/** The tables in which at least one row differs. */
export function compareTables(
  a: ProcedureHeader | null,
  b: ProcedureHeader | null,
  budget: Budget,
): TableChange[] {
  return TABLES.map(({ table, key, number, rows }) => {
    const [old, now] = [a ? rows(a) : [], b ? rows(b) : []];
    return { table, ...compareRows(old, now, { key, number }, budget) };
  }).filter(({ rows }) => rows.length > 0);
}

type Keys = { key: string; number: string };

function compareRows(a: Row[], b: Row[], keys: Keys, budget: Budget): { same: number; rows: RowChange[] } {
  const partner = match(a, b, keys);
  const kept = [...partner.entries()].sort(([i], [j]) => i - j);
  const still = new Set(increasing(kept.map(([, from]) => from)).map((index) => kept[index]?.[0] ?? -1));
  const rows: RowChange[] = [];
  let same = 0;
  b.forEach((row, index) => {
    const old = a[partner.get(index) ?? -1];
    const fields = rowFields(old ?? {}, row, budget);
    if (!old) rows.push({ state: 'added', label: label(row, keys), fields });
    else if (fields.length > 0) rows.push({ state: 'changed', label: label(row, keys), fields });
    else if (!still.has(index)) rows.push({ state: 'moved', label: label(row, keys), fields });
    else same += 1;
  });
  const found = new Set(partner.values());
  a.forEach((row, index) => {
    if (!found.has(index))
      rows.push({ state: 'removed', label: label(row, keys), fields: rowFields(row, {}, budget) });
  });
  return { same, rows };
}

/** New row to old row: the same name, then the same number or code, then much the same name; each row once. */
function match(a: Row[], b: Row[], { key, number }: Keys): Map<number, number> {
  const partner = new Map<number, number>();
  const free = new Set(a.keys());
  const pair = (now: number, old: number | undefined) => {
    if (old === undefined) return;
    partner.set(now, old);
    free.delete(old);
  };
  for (const name of [key, number].filter(Boolean)) {
    const places = byName(a, free, name);
    b.forEach((row, index) => {
      if (!partner.has(index) && names(row[name])) pair(index, places.get(plain(row[name]))?.shift());
    });
  }
  const [old, now] = [[...free], [...b.keys()].filter((index) => !partner.has(index))];
  const texts = (rows: Row[], places: number[]) => places.map((place) => rows[place]?.[key] ?? '');
  for (const one of align(texts(a, old), texts(b, now))) pair(now[one.b] ?? 0, old[one.a]);
  return partner;
}

function byName(rows: Row[], free: Set<number>, name: string): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const at of free) {
    const found = places.get(plain(rows[at]?.[name]));
    if (found) found.push(at);
    else places.set(plain(rows[at]?.[name]), [at]);
  }
  return places;
}

function names(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== NOT_STATED && value !== 'N/A';
}

function plain(value = ''): string {
  return value
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function label(row: Row, { key, number }: Keys): string {
  const before = number && names(row[number]) ? `${row[number]}. ` : '';
  return number === 'code'
    ? [names(row.code) ? row.code : '', row[key]].filter(Boolean).join(' ')
    : `${before}${row[key] ?? ''}`;
}

function rowFields(a: Row, b: Row, budget: Budget): FieldChange[] {
  const fields = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...fields].flatMap((field) => fieldChange(field, a[field] ?? '', b[field] ?? '', budget));
}

function fieldChange(field: string, before: string, after: string, budget: Budget): FieldChange[] {
  return before === after ? [] : [{ field, before, after, spans: comparePassages(before, after, budget) }];
}

/** An activity as texts: lists one item a line, its decisions as "question → answer: where to". */
function activityRow(activity: ProcedureHeader['activities'][number]): Row {
  const { decisions, receives, delivers, responsible, records, ...texts } = activity;
  const passages = (list: Passage[]) =>
    list.map(({ process, what }) => [process, what].filter(Boolean).join(': ')).join('\n');
  const way = ({ do: doing, to }: Branch) => [doing, to].filter(Boolean).join(' → ');
  return {
    ...texts,
    responsible: responsible.join('\n'),
    records: records.join('\n'),
    receives: passages(receives),
    delivers: passages(delivers),
    decisions: decisions
      .map(({ question, yes, no }) => `${question} Sí: ${way(yes)}. No: ${way(no)}.`)
      .join('\n'),
  };
}
