// The library of documented procedures that comes with the product: read from `procedures/`, one folder per code.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isStated, parseText, type ProcedureHeader } from './text/index.ts';
import type { SourceApproval } from './version.ts';

export interface LibraryProcedure {
  code: string;
  header: ProcedureHeader;
  markdown: string;
}

/** The requirements that a procedure of the library answers; whoever adopts it may choose others. */
export const GOVERNED: Readonly<Record<string, readonly string[]>> = {
  'GC-P01': ['G1'],
  'GC-P02': ['G2'],
  'GC-P03': ['G9'],
  'GC-P04': ['G10', 'G2d'],
  'GC-P05': ['G11'],
  'GC-P06': ['G12'],
  'GC-P07': ['G13'],
  'GC-P08': ['G14'],
  'D02.03': ['T63'],
  'SE-GO-P03': ['T64', 'T65'],
  'GED-EDU-PR-S1-05': ['T64', 'T65'],
};

const FOLDER = join(import.meta.dirname, '../../procedures');
let read: Promise<LibraryProcedure[]> | undefined;

/** Every procedure of the library, by code. @throws Error for one that does not hold together */
export function libraryProcedures(): Promise<LibraryProcedure[]> {
  return (read ??= readLibrary());
}

/** @throws Error for a code that the library lacks */
export async function libraryProcedure(code: string): Promise<LibraryProcedure> {
  const found = (await libraryProcedures()).find((one) => one.code === code);
  if (!found) throw new Error(`The library has no procedure ${code}`);
  return found;
}

/** Who elaborated, reviewed and approved, as the source states it. */
export function sourceApprovals(header: ProcedureHeader): SourceApproval[] {
  const rows = (act: SourceApproval['act'], signed: ProcedureHeader['elaborated']): SourceApproval[] =>
    signed.map(({ position, date }) => ({ act, position, date }));
  return [
    ...rows('elaboro', header.elaborated),
    ...rows('reviso', header.reviewed),
    ...rows('aprobo', header.approved),
  ];
}

/** The label of the version, in the words of the source; `1` where it states none. */
export function sourceLabel(header: ProcedureHeader): string {
  return isStated(header.version) ? header.version : '1';
}

async function readLibrary(): Promise<LibraryProcedure[]> {
  const entries = await readdir(FOLDER, { withFileTypes: true });
  const codes = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort(); // prettier-ignore
  return Promise.all(
    codes.map(async (code) => {
      const markdown = await readFile(join(FOLDER, code, 'procedure.md'), 'utf8');
      const { header, problems } = parseText(markdown);
      if (!header || problems.length > 0)
        throw new Error(`procedures/${code}: ${problems[0]?.key ?? 'no header'}`);
      return { code, header, markdown };
    }),
  );
}
