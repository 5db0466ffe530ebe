// Builds a pack from beginning to end: gather, copy, compose, join, pack; the ZIP is in the store before its hash is in the trail (L4).
import { writeFile } from 'node:fs/promises';
import type { Actor } from '../../platform/audit/act.ts';
import { extractTrail, type TrailExtract } from '../../platform/audit/extract.ts';
import { makeSeal, type Seal } from '../../platform/audit/seals.ts';
import { addDays, now, startOf, today } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { entryOf, fileError, fileStore, measured, zipOf, type ZipEntry } from '../../platform/files/index.ts';

import { composePdf, countPdfPages, joinPdfs } from '../../platform/pdf/index.ts';
import { translate } from '../../platform/words/index.ts';
import { engagementById } from '../room/queries.ts';
import { failPack, finishPack } from './asking.ts';
import { detailsOf, frontOf, subjectTitle } from './front.ts';
import { gather, readerOf, type Gathered } from './gathering.ts';
import { manifestOf } from './manifest.ts';
import type { PackRecord, PackResult } from './pack.ts';
import { packEvidence, workbench, type Packed, type PackedEvidence, type PackedVersion, type Workbench } from './packing.ts'; // prettier-ignore
import { noteProgress } from './progress.ts';
import { verifierPage } from './verifier.ts';

/**
 * Builds a waiting pack; whatever goes wrong is written down on it, by name, and no ZIP is given out.
 * @throws what nobody expected, so that the run of the job says so as well
 */
export async function buildPack(pack: PackRecord, actor: Actor): Promise<void> {
  const bench = workbench();
  try {
    await finishPack(pack.code, await build(pack, bench), actor);
  } catch (error) {
    const known = fileError(error);
    const isSaid = known instanceof AppError;
    await failPack(
      pack.code,
      isSaid ? known.key : 'evidence.pack.failure.unexpected',
      isSaid ? known.params : {},
      actor,
    );
    if (!isSaid) throw error;
  } finally {
    await bench.clear();
  }
}

async function build(pack: PackRecord, bench: Workbench): Promise<Omit<PackResult, 'at'>> {
  const { code } = pack;
  await noteProgress(code, 'gathering', 0, 1);
  const gathered = await gather(pack, readerOf(pack, await engagementById(pack.engagement)));
  const total = gathered.shown.size;
  await noteProgress(code, 'copying', 0, total);
  const packed = await packEvidence(pack, gathered, bench, (done) => noteProgress(code, 'copying', done, total));
  const seal = await makeSeal('pack');
  const index = await composeIndex(pack, gathered, packed, seal, bench);
  await noteProgress(code, 'packing', 0, packed.entries.length);
  const entries = await allEntries(pack, gathered, packed, index.path);
  const { sha256, bytes } = await fileStore().put(zipOf(entries));
  return { sha256, bytes, files: entries.length, pages: index.pages, evidence: packed.evidence.size };
} // prettier-ignore

/** The front is set twice: only then is known how many pages stand before the copies. */
async function composeIndex(
  pack: PackRecord,
  { chapters }: Gathered,
  { evidence }: Packed,
  seal: Seal | null,
  bench: Workbench,
): Promise<{ path: string; pages: number }> {
  await noteProgress(pack.code, 'composing', 0, 3);
  const [front, details, to, at] = [bench.next('pdf'), bench.next('pdf'), bench.next('pdf'), now()];
  await writeFile(details, await composePdf(detailsOf(pack, evidence)), { mode: 0o600 });
  await noteProgress(pack.code, 'composing', 1, 3);
  const copies = copiesOf(evidence);
  const compose = async (pageOf: (version: PackedVersion) => number): Promise<number> => {
    const structure = frontOf({ pack, chapters, evidence, seal, at, pageOf });
    await writeFile(front, await composePdf(structure), { mode: 0o600 });
    return countPdfPages(front);
  };
  const before = await compose(() => 0);
  await noteProgress(pack.code, 'composing', 2, 3);
  const places = new Map<PackedVersion, number>();
  let page = before + (await countPdfPages(details)) + 1;
  for (const { version, pages } of copies) {
    places.set(version, page);
    page += pages;
  }
  const again = await compose((version) => places.get(version) ?? 0);
  if (again !== before) throw new Error(`The front of ${pack.code} has ${again} pages, not ${before}`);
  await noteProgress(pack.code, 'joining', 0, copies.length);
  const say = (key: string, params?: Record<string, string>): string => translate(pack.language, `evidence.pack.${key}`, params); // prettier-ignore
  const parts = copies.map(({ title, path }) => ({ title, path }));
  const pages = await joinPdfs({
    parts: [{ path: front, bookmarks: true }, { path: details, bookmarks: true }, ...parts],
    to,
    title: `${pack.code} · ${subjectTitle(pack)}`,
    pageOf: say('page_of', { code: pack.code, x: '{x}', y: '{y}' }),
    pages: page - 1,
  });
  return { path: to, pages };
}

function copiesOf(
  evidence: ReadonlyMap<string, PackedEvidence>,
): { version: PackedVersion; title: string; path: string; pages: number }[] {
  return [...evidence.values()].flatMap((one) =>
    one.versions.flatMap((version) =>
      version.copy ? [{ version, title: copyTitle(one, version), ...version.copy }] : [],
    ),
  );
}

function copyTitle(one: PackedEvidence, version: PackedVersion): string {
  return version.label ? `${one.code} v${version.label}` : `${one.code} · ${version.fileName}`;
}

async function allEntries(
  pack: PackRecord,
  { chapters }: Gathered,
  { evidence, entries }: Packed,
  index: string,
): Promise<ZipEntry[]> {
  const files = [
    await measured('index.pdf', () => Promise.resolve(fileStore().disk.read(index))),
    entryOf('verify.html', verifierPage(pack.language)),
    ...entries,
  ];
  const trail = await trailOf(pack, chapters, evidence);
  const manifest = manifestOf({ pack, chapters, evidence, entries: files, trail, at: now() });
  return [entryOf('manifest.json', manifest), ...files];
}

/** The chains of the pack, its clauses and its evidence; nothing of what happened after the cut-off but the links of the chain. */
function trailOf(
  pack: PackRecord,
  chapters: Gathered['chapters'],
  evidence: ReadonlyMap<string, PackedEvidence>,
): Promise<TrailExtract> {
  const clauses = chapters.flatMap(({ clause }) => (clause ? [`clause:${clause}`] : []));
  const open = [...evidence.values()].filter((one) => !one.personal).map((one) => one.subject);
  const closed = [...evidence.values()].filter((one) => one.personal).map((one) => one.subject);
  const before = pack.cutOff < today() ? startOf(addDays(pack.cutOff, 1)) : null;
  return extractTrail([...new Set([...clauses, ...open])], { before, bare: [...new Set(closed)] });
}
