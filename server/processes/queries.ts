// What pages show of the process map and what other slices ask. The map is small: it is read whole.
import { positionsByIds } from '../people/index.ts';
import { coversProcess } from '../platform/access/engagement.ts';
import type { User } from '../platform/access/roles.ts';
import { kept } from '../platform/db/kept.ts';
import { NotFound } from '../platform/errors.ts';
import { Process, type ProcessRecord } from './process.ts';
import type { Level, ProcessKind } from './rules.ts';

/** A process as lists and other slices see it. */
export interface ProcessRow {
  id: string;
  code: string;
  name: string;
  level: Level;
  /** Its own, or its macroprocess's. */
  kind: ProcessKind | null;
  parent: string | null;
  /** Id of the position that leads it. */
  leader: string | null;
  purpose: string;
  active: boolean;
}

export interface ProcessNode extends ProcessRow {
  parts: ProcessNode[];
}

/** Every process in the order of its code, in use or not. */
export async function allProcesses(): Promise<ProcessRow[]> {
  const records = await Process.find().sort({ code: 1 }).lean<ProcessRecord[]>();
  const byId = new Map(records.map((record) => [String(record._id), record]));
  return records.map((record) => ({ ...rowOf(record), kind: kindOf(record, byId) }));
}

/** The map: macroprocesses with what stands below them. */
export async function processMap(): Promise<ProcessNode[]> {
  const nodes = (await allProcesses()).map((row) => ({ ...row, parts: [] as ProcessNode[] }));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  for (const node of nodes) if (node.parent) byId.get(node.parent)?.parts.push(node);
  return nodes.filter((node) => !node.parent);
}

/** Processes by id, in use or not, by code. Unknown ids are left out. */
export async function processesByIds(ids: readonly string[]): Promise<ProcessRow[]> {
  const wanted = new Set(ids);
  return (await allProcesses()).filter((row) => wanted.has(row.id));
}

/** @throws NotFound */
export async function processByCode(code: string): Promise<ProcessRow> {
  const row = await findProcess(code);
  if (!row) throw new NotFound();
  return row;
}

/** The process that bears this code, if any. */
export async function findProcess(code: string): Promise<ProcessRow | null> {
  return (await allProcesses()).find((one) => one.code === code) ?? null;
}

/** Processes in use for a select, by code: `D02.03 · Apoyar la gestión de los PMI`. */
export const processOptions = kept(
  ['Process'],
  async (): Promise<readonly { value: string; label: string }[]> => {
    const rows = (await allProcesses()).filter((row) => row.active);
    return rows.map((row) => ({ value: row.id, label: `${row.code} · ${row.name}` }));
  },
);

/** Whether a person may see a process: a certifier the engaged ones, and those that they are parts of. */
export function isSeenBy(user: User | null, process: ProcessRow, rows: readonly ProcessRow[]): boolean {
  return (
    coversProcess(user, process.id) ||
    rows.some((row) => row.parent === process.id && isSeenBy(user, row, rows))
  );
}

/** Names of the positions that lead, by position id. */
export async function leaderNames(rows: readonly ProcessRow[]): Promise<Map<string, string>> {
  const ids = [...new Set(rows.flatMap((row) => row.leader ?? []))];
  return new Map((await positionsByIds(ids)).map((position) => [position.id, position.name]));
}

function rowOf(record: ProcessRecord): Omit<ProcessRow, 'kind'> {
  const { code, name, level, purpose, active } = record;
  return {
    id: String(record._id),
    code,
    name,
    level,
    parent: idOrNull(record.parent),
    leader: idOrNull(record.leader),
    purpose,
    active,
  };
}

function kindOf(record: ProcessRecord, byId: ReadonlyMap<string, ProcessRecord>): ProcessKind | null {
  let top: ProcessRecord | undefined = record;
  while (top?.parent) top = byId.get(String(top.parent));
  return top?.kind ?? null;
}

function idOrNull(id: { toString(): string } | null | undefined): string | null {
  return id ? String(id) : null;
}
