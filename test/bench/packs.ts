// A pack of 300 PDFs and 1,000 pages, built by the real application; its joining held against `qpdf` where that is present.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { readConfig } from '../../server/config.ts';
import { Document } from '../../server/documents/document.ts';
import { DocumentType } from '../../server/documents/type.ts';
import { ensureDefaultTypes } from '../../server/documents/typing.ts';
import { contentHash, Version, type Content } from '../../server/documents/version.ts';
import { askForPack } from '../../server/evidence/packs/asking.ts';
import { packJob } from '../../server/evidence/packs/jobs.ts';
import { Pack } from '../../server/evidence/packs/pack.ts';
import { createUser, findUser } from '../../server/people/index.ts';
import { act, type Actor } from '../../server/platform/audit/act.ts';
import { bulkInsert } from '../../server/platform/audit/bulk.ts';
import { today } from '../../server/platform/clock.ts';
import { fileStore } from '../../server/platform/files/index.ts';
import { createLog } from '../../server/platform/http/log.ts';
import { link } from '../../server/platform/links/links.ts';
import { joinPdfs, stampPdf } from '../../server/platform/pdf/index.ts';
import { foldText, termsOf } from '../../server/platform/search/terms.ts';
import { entity } from '../../server/platform/settings/settings.ts';
import { start } from '../../server/start.ts';
import { serveBench } from './answering.ts';
import { longPdf } from './material.ts';

const SETUP: Actor = { kind: 'setup' };
const [, , STORAGE = '', ONLY_FILL] = process.argv;
/** 200 of three pages and 100 of four. */
const [SHORT, LONG] = [200, 100];

const config = readConfig({ STORAGE_DIR: STORAGE, PORT: '0' });
const isFilling = ONLY_FILL === 'fill';
const running = await start(config, { log: createLog('silent'), ...(isFilling ? { fill } : {}) });
serveBench(running.url, () => running.stop(), { build, join: joinAlone, qpdf });

async function fill(): Promise<void> {
  await act('people.create_user', SETUP, async () => {
    await entity.set({ name: 'Secretaría de prueba', kind: 'territorial' });
    await createUser({ name: 'Ana Prueba', email: 'ana@bench.example', roles: ['quality'], passwordHash: 'x' }, SETUP); // prettier-ignore
    await ensureDefaultTypes(SETUP);
  });
  const type = String((await DocumentType.findOne({ code: 'PR' }))?._id);
  const files = [await storedPdf(3), await storedPdf(4)] as const;
  const made = Array.from({ length: SHORT + LONG }, (_, i) => both(type, i, i < SHORT ? files[0] : files[1]));
  await act('documents.create', SETUP, async () => {
    await bulkInsert(Document, made.map(({ document }) => document)); // prettier-ignore
    await bulkInsert(Version, made.map(({ version }) => version)); // prettier-ignore
  });
  await act('documents.link', SETUP, async () => {
    for (const { document } of made)
      await link({ kind: 'document', id: String(document._id) }, 'governs', { kind: 'clause', id: 'G1a' });
  });
}

async function storedPdf(pages: number): Promise<Content> {
  const stored = await fileStore().put(Buffer.from(await longPdf(pages)));
  return { kind: 'file', ...stored, name: 'manual.pdf', type: 'application/pdf', pages, text: '' };
}

interface Made {
  document: Record<string, unknown>;
  version: Record<string, unknown>;
}

function both(type: string, index: number, content: Content): Made {
  const [_id, id] = [new mongoose.Types.ObjectId(), new mongoose.Types.ObjectId()];
  const code = `MA-B01-${String(index).padStart(4, '0')}`;
  const title = `Manual número ${index}`;
  const glance = { number: 1, label: '1', state: 'in_force', effective: '2024-01-01' };
  const named = { code, title, titleKey: foldText(title), words: termsOf(`${code} ${title}`), type, typeName: 'Manual' };
  return {
    document: { _id, ...named, state: 'in_force', current: { id: String(id), ...glance }, nextReview: '2030-01-01', createdAt: new Date('2024-01-01') },
    version: {
      _id: id, document: _id, ...glance, open: false, content, sha256: contentHash({ content, label: '1' }), reason: 'Ajuste',
      authors: [], startedAt: new Date('2024-01-01'), savedAt: new Date('2024-01-01'), token: randomBytes(9).toString('hex'),
    },
  };
} // prettier-ignore

interface Built {
  ms: number;
  /** Megabytes resident before, and at most while it was built. */
  before: number;
  peak: number;
  pages: number;
  bytes: number;
  failure: string | null;
}

/** The whole: gathering, 300 stamped copies, index, joining, ZIP, hash in the trail. */
async function build(): Promise<Built> {
  const record = await mongoose.connection.collection('users').findOne({});
  const user = await findUser(String(record?._id));
  if (!user) throw new Error('There is nobody to ask for a pack');
  const code = await askForPack({ sort: 'clause', of: 'G1', cutOff: today(), engagement: null }, 'es', user);
  const before = process.memoryUsage.rss() / 1e6;
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss() / 1e6)), 50);
  const ms = await timed(() => packJob.run({ kind: 'system', job: packJob.name }));
  clearInterval(watch);
  const pack = await Pack.findOne({ code }).lean();
  const { pages = 0, bytes = 0 } = pack?.result ?? {};
  return { ms, before, peak, pages, bytes, failure: pack?.failure?.key ?? null };
}

const folder = join(STORAGE, 'bench-copies');
const copies = Array.from({ length: SHORT + LONG }, (_, i) => join(folder, `${i}.pdf`));

/** Joining alone, of stamped copies as they lie on disk. */
async function joinAlone(): Promise<number> {
  mkdirSync(folder, { recursive: true });
  const stamped = [await stampedPdf(3), await stampedPdf(4)] as const;
  for (const [i, path] of copies.entries()) writeFileSync(path, i < SHORT ? stamped[0] : stamped[1]);
  const times: number[] = [];
  for (let i = 0; i < 3; i += 1) {
    const to = join(folder, 'whole.pdf');
    rmSync(to, { force: true });
    const parts = copies.map((path, at) => ({ path, title: `Copia ${at}` }));
    times.push(await timed(() => joinPdfs({ parts, to, title: 'Índice', pageOf: 'PAQ · {x} de {y}', pages: 1_000 })));
  }
  return Math.min(...times);
} // prettier-ignore

async function stampedPdf(pages: number): Promise<Uint8Array> {
  const lines = { headerLeft: 'MA-B01 · Manual', headerRight: 'Versión 1', footerLeft: ['Secretaría'] };
  return stampPdf({ pdf: await longPdf(pages), lines, qr: 'http://127.0.0.1/v/ABC', watermark: null, pageOf: '{x} de {y}' }); // prettier-ignore
}

/** The same files joined by qpdf; 0 where it is not installed. */
async function qpdf(): Promise<number> {
  const run = (): Buffer => execFileSync('qpdf', ['--empty', '--pages', ...copies, '--', join(folder, 'qpdf.pdf')], { stdio: 'pipe' }); // prettier-ignore
  try {
    run();
  } catch {
    return 0;
  }
  const times = [await timed(async () => run()), await timed(async () => run())];
  return Math.min(...times);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
