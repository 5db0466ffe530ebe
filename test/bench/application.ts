// The real application with 10,000 documents, in the box: embedded database, real sessions, real forms.
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { createUser } from '../../server/people/index.ts';
import { createProcess, findProcess } from '../../server/processes/index.ts';
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
const [, , STORAGE = '', ONLY_FILL] = process.argv;
const DOCUMENTS = 10_000;
const isFilling = ONLY_FILL === 'fill';
const PASSWORD = 'mango verde con sal';

const config = readConfig({ STORAGE_DIR: STORAGE, PORT: '0' });
const running = await start(config, { log: createLog('silent'), ...(isFilling ? { fill } : {}) });
scaleLimits(1_000_000);
const compareTask = {
  module: new URL('../../server/documents/comparing/task.ts', import.meta.url),
  name: 'compare',
};
// What is worked on lies ready in files: the figures are the application's, not those of whoever made the material.
if (isFilling) await prepare();
const read = (name: string): Uint8Array => readFileSync(join(STORAGE, `bench-${name}`));
const text = (name: string): string => new TextDecoder().decode(read(name));
// Once, so that its code lies compiled as well: memory is told as it is from the second start on.
if (isFilling) await Promise.all([stamp(), compare('after')]);
const [type, measuredProcess] = [await DocumentType.findOne({ code: 'PR' }).lean(), await findProcess('B')];
serveBench(
  running.url,
  () => running.stop(),
  {
    stamp,
    compare: () => compare('after'),
    compareShuffled: () => compare('shuffled'),
  },
  { type: String(type?._id), process: measuredProcess?.id ?? '', password: PASSWORD },
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
  const ids = { type: '', process: '' };
  ids.process = String(
    await act('processes.create', SETUP, () =>
      createProcess({ code: 'B', name: 'Proceso', kind: 'mission', parent: null, leader: null }, SETUP),
    ),
  );
  const type = await DocumentType.findOne({ code: 'PR' });
  ids.type = String(type?._id);
  for (let from = 0; from < DOCUMENTS; from += 1_000)
    await act('documents.create', SETUP, () => documents(ids, from, Math.min(DOCUMENTS, from + 1_000)));
}

interface Ids {
  type: string;
  process: string;
}

async function documents(ids: Ids, from: number, to: number): Promise<void> {
  const made: Record<string, unknown>[] = [];
  const versions: Record<string, unknown>[] = [];
  for (let index = from; index < to; index += 1) {
    const _id = new mongoose.Types.ObjectId();
    const count = index === 0 ? 20 : 1;
    const own = Array.from({ length: count }, (_, at) => version(_id, at + 1, at + 1 === count));
    versions.push(...own);
    made.push(document(ids, _id, index, own.at(-1) ?? {}));
  }
  await bulkInsert(Document, made);
  await bulkInsert(Version, versions);
}

function document(
  ids: Ids,
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

async function prepare(): Promise<void> {
  const write = (name: string, content: Uint8Array | string): void =>
    writeFileSync(join(STORAGE, `bench-${name}`), content);
  write('pdf', await longPdf(200));
  write('before', longText(100_000, 1));
  write('after', longText(100_000, 1, { edits: 400 }));
  write('shuffled', longText(100_000, 1, { shuffle: true }));
}

function stamp(): Promise<number> {
  return timed(() =>
    stampPdf({
      pdf: read('pdf'),
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

function compare(other: string): Promise<number> {
  return timed(() =>
    inWorker(compareTask, { before: text('before'), after: text(other), unchanged: 'count' }),
  );
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
