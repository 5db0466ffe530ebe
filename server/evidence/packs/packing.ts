// Each piece of evidence made ready for the ZIP: its files measured, its stamped copies laid beside, one at a time so that memory stays bounded.
import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, Refusal } from '../../platform/errors.ts';
import {
  DamagedFile,
  entryOf,
  fileStore,
  measured,
  MissingFile,
  type ZipEntry,
} from '../../platform/files/index.ts';

import { kindNamed } from '../../platform/links/kinds.ts';
import { countPdfPages } from '../../platform/pdf/index.ts';
import { translate } from '../../platform/words/index.ts';
import type { Gathered } from './gathering.ts';
import type { PackRecord } from './pack.ts';
import { distinctPaths, safeName } from './rules.ts';
import { evidenceOf, type Evidence, type EvidenceFile, type EvidenceVersion } from './sources/index.ts';

export interface PackedVersion extends Omit<EvidenceVersion, 'files' | 'copy'> {
  files: { path: string; bytes: number; sha256: string }[];
  /** The first file as what was signed: text or bytes. */
  contentKind: 'text' | 'file';
  /** Name of its first file, as it was brought. */
  fileName: string;
  /** A stamped PDF on disk. */
  copy: { path: string; pages: number } | null;
}

export interface PackedEvidence extends Omit<Evidence, 'versions'> {
  kindWord: string;
  versions: PackedVersion[];
}

/** Files on disk that live as long as the build does. */
export interface Workbench {
  /** A path that nobody uses, in the folder of unfinished files. */
  next(end: string): string;
  clear(): Promise<void>;
}

export function workbench(): Workbench {
  const made: string[] = [];
  return {
    next(end) {
      const path = join(fileStore().temporary, `${randomUUID()}.${end}`);
      made.push(path);
      return path;
    },
    clear: async () => void (await Promise.all(made.map((path) => rm(path, { force: true })))),
  };
}

export interface Packed {
  evidence: Map<string, PackedEvidence>;
  entries: ZipEntry[];
}

/**
 * Measures every file and makes every copy.
 * @param say called after each piece with how many are done
 * @throws Refusal naming the evidence and the file that is missing or damaged
 */
export async function packEvidence(
  pack: PackRecord,
  { shown }: Gathered,
  bench: Workbench,
  say: (done: number) => Promise<void>,
): Promise<Packed> {
  const [evidence, entries] = [new Map<string, PackedEvidence>(), [] as ZipEntry[]];
  const t = (key: string, params?: Record<string, string | number>): string =>
    translate(pack.language, key, params);
  const pathFor = distinctPaths();
  await fileStore().disk.makeFolder(fileStore().temporary);
  for (const [key, one] of shown) {
    const every = pack.subject.kind === one.kind && pack.subject.id === one.id;
    const found = await evidenceOf({ shown: one, day: pack.cutOff, language: pack.language, every, t });
    if (found) evidence.set(key, await packOne(found, { pathFor, entries, bench }));
    await say(evidence.size);
  }
  return { evidence, entries };
}

interface Bench {
  pathFor: ReturnType<typeof distinctPaths>;
  entries: ZipEntry[];
  bench: Workbench;
}

async function packOne(one: Evidence, within: Bench): Promise<PackedEvidence> {
  const kindWord = kindNamed(one.kind)?.words.one ?? one.kind;
  const versions: PackedVersion[] = [];
  for (const version of one.versions) versions.push(await packVersion(one, version, within));
  return { ...one, kindWord, versions };
}

async function packVersion(
  one: Evidence,
  version: EvidenceVersion,
  { pathFor, entries, bench }: Bench,
): Promise<PackedVersion> {
  const folder = ['evidencia', safeName(one.code || one.id), ...(version.label ? [`v${safeName(version.label)}`] : [])].join('/'); // prettier-ignore
  const files: PackedVersion['files'] = [];
  for (const file of one.personal ? [] : version.files) {
    const entry = await entryFor(one, file, pathFor(folder, file.name));
    entries.push(entry);
    files.push({ path: entry.path, bytes: entry.bytes, sha256: entry.sha256 });
  }
  const copy = one.personal || !version.copy ? null : await copyOnDisk(one, version, version.copy, bench);
  const fileName = version.files[0]?.name ?? '';
  return {
    ...version,
    files,
    fileName,
    contentKind: version.files[0]?.kind === 'text' ? 'text' : 'file',
    copy,
  };
}

async function entryFor(one: Evidence, file: EvidenceFile, path: string): Promise<ZipEntry> {
  if (file.kind === 'text') return entryOf(path, file.text);
  return naming(one, file.name, () => measured(path, () => fileStore().open(file.sha256)));
}

async function copyOnDisk(
  one: Evidence,
  version: EvidenceVersion,
  make: () => Promise<Uint8Array>,
  bench: Workbench,
): Promise<PackedVersion['copy']> {
  return naming(one, version.files[0]?.name ?? '', async () => {
    const path = bench.next('pdf');
    await writeFile(path, await make(), { mode: 0o600 });
    return { path, pages: await countPdfPages(path) };
  });
}

/** No pack without every file whole: what cannot be read is named (an integrity failure stops the act). */
async function naming<T>(one: Evidence, file: string, work: () => Promise<T>): Promise<T> {
  const params = { code: one.code || one.title, file };
  try {
    return await work();
  } catch (error) {
    if (error instanceof DamagedFile) throw new Refusal('evidence.pack.failure.damaged', params);
    if (error instanceof MissingFile) throw new Refusal('evidence.pack.failure.missing', params);
    if (error instanceof AppError) throw error;
    throw new Refusal('evidence.pack.failure.unreadable', params);
  }
}
