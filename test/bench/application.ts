// The real application with 10,000 documents, in the box: embedded database, real sessions, real forms.
import { randomBytes } from 'node:crypto';
import mongoose from 'mongoose';
import { createUser } from '../../server/people/index.ts';
import { createProcess } from '../../server/processes/index.ts';
import { hashPassword } from '../../server/platform/access/passwords.ts';
import { act, type Actor } from '../../server/platform/audit/act.ts';
import { bulkInsert } from '../../server/platform/audit/bulk.ts';
import { createLog } from '../../server/platform/http/log.ts';
import { scaleLimits } from '../../server/platform/http/limits.ts';
import { stampPdf } from '../../server/platform/pdf/index.ts';
import { foldText, termsOf } from '../../server/platform/search/terms.ts';
import { inWorker } from '../../server/platform/workers/pool.ts';
import { readConfig } from '../../server/config.ts';
import { Document } from '../../server/documents/document.ts';
import { DocumentType } from '../../server/documents/type.ts';
import { ensureDefaultTypes } from '../../server/documents/typing.ts';
import { contentHash, Version } from '../../server/documents/version.ts';
import { entity } from '../../server/platform/settings/settings.ts';
import { start } from '../../server/start.ts';
import { serveBench } from './answering.ts';
import { longPdf, longText } from './material.ts';

const SETUP: Actor = { kind: 'setup' };
const DOCUMENTS = Number(process.argv[3] ?? 10_000);
const PASSWORD = 'mango verde con sal';
const ids = { type: '', process: '' };

const config = readConfig({ STORAGE_DIR: process.argv[2] ?? '', PORT: '0' });
const running = await start(config, { log: createLog('silent'), fill });
scaleLimits(1_000_000);
const compareTask = {
  module: new URL('../../server/documents/comparing/task.ts', import.meta.url),
  name: 'compare',
};
const material: { pdf: Uint8Array; before: string; after: string; shuffled: string } = {
  pdf: new Uint8Array(),
  before: '',
  after: '',
  shuffled: '',
};
serveBench(
  running.url,
  () => running.stop(),
  { prepare, stamp, compare, compareShuffled },
  { ...ids, password: PASSWORD },
);

async function fill(): Promise<void> {
  const passwordHash = await hashPassword(PASSWORD);
  await act('people.create_user', SETUP, async () => {
    await entity.set({ name: 'Secretaría de prueba', kind: 'territorial' });
    await createUser(
      { name: 'Ana Prueba', email: 'ana@bench.example', roles: ['quality', 'admin'], passwordHash },
      SETUP,
    );
    await createUser(
      { name: 'Luis Prueba', email: 'luis@bench.example', roles: ['committee'], passwordHash },
      SETUP,
    );
    await ensureDefaultTypes(SETUP);
  });
  ids.process = String(
    await act('processes.create', SETUP, () =>
      createProcess({ code: 'B', name: 'Proceso', kind: 'mission', parent: null, leader: null }, SETUP),
    ),
  );
  const type = await DocumentType.findOne({ code: 'PR' });
  ids.type = String(type?._id);
  for (let from = 0; from < DOCUMENTS; from += 1_000)
    await act('documents.create', SETUP, () => documents(from, Math.min(DOCUMENTS, from + 1_000)));
}

async function documents(from: number, to: number): Promise<void> {
  const made: Record<string, unknown>[] = [];
  const versions: Record<string, unknown>[] = [];
  for (let index = from; index < to; index += 1) {
    const _id = new mongoose.Types.ObjectId();
    const count = index === 0 ? 20 : 1;
    const own = Array.from({ length: count }, (_, at) => version(_id, at + 1, at + 1 === count));
    versions.push(...own);
    made.push(document(_id, index, own.at(-1) ?? {}));
  }
  await bulkInsert(Document, made);
  await bulkInsert(Version, versions);
}

function document(
  _id: mongoose.Types.ObjectId,
  index: number,
  current: Record<string, unknown>,
): Record<string, unknown> {
  const code = `PR-B01-${String(index).padStart(5, '0')}`;
  const title = `Procedimiento de ${['apoyo', 'control', 'mejora', 'archivo'][index % 4]} número ${index}`;
  const { _id: id, number, label, state, effective } = current;
  return {
    _id, code, title, titleKey: foldText(title), words: termsOf(`${code} ${title}`), type: ids.type, typeName: 'Procedimiento',
    process: index % 2 ? ids.process : null, processName: index % 2 ? 'B01 Proceso' : '', state: 'in_force',
    current: { id: String(id), number, label, state, effective }, nextReview: '2030-01-01', createdAt: new Date(),
  }; // prettier-ignore
}

function version(document: mongoose.Types.ObjectId, number: number, last: boolean): Record<string, unknown> {
  const content = {
    kind: 'text' as const,
    markdown: `# Objetivo\n\nTexto de la versión ${number}.\n\n# Alcance\n\n${'Aplica a la entidad. '.repeat(20)}`,
  };
  return {
    _id: new mongoose.Types.ObjectId(), document, number, label: String(number), state: last ? 'in_force' : 'obsolete', open: false, content,
    sha256: contentHash({ content, label: String(number) }), reason: 'Ajuste', authors: [{ id: 'x', name: 'Ana Prueba', position: null }],
    startedAt: new Date(), savedAt: new Date(), effective: `20${10 + number}-01-01`, token: randomBytes(9).toString('hex'),
  }; // prettier-ignore
}

async function prepare(): Promise<number> {
  material.pdf = await longPdf(200);
  material.before = longText(100_000, 1);
  material.after = longText(100_000, 1, { edits: 400 });
  material.shuffled = longText(100_000, 1, { shuffle: true });
  return material.pdf.length;
}

async function stamp(): Promise<number> {
  return timed(() =>
    stampPdf({
      pdf: material.pdf,
      lines: {
        headerLeft: 'PR-B01-00001 · Procedimiento',
        headerRight: 'Versión 1 · OBSOLETO',
        footerLeft: ['Secretaría', 'Impreso', 'Verifique'],
      },
      qr: 'http://127.0.0.1/v/ABCDEFGHJKMNPQ',
      watermark: 'OBSOLETO',
      pageOf: 'Página {x} de {y}',
    }),
  );
}

async function compare(): Promise<number> {
  return timed(() =>
    inWorker(compareTask, { before: material.before, after: material.after, unchanged: 'count' }),
  );
}

async function compareShuffled(): Promise<number> {
  return timed(() =>
    inWorker(compareTask, { before: material.before, after: material.shuffled, unchanged: 'count' }),
  );
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
