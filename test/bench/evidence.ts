// The real application with 50,000 records and 100,000 links between them, clauses, documents and the lines of a plan.
import mongoose from 'mongoose';
import { allClauses } from '../../server/requirements/index.ts';
import { readConfig } from '../../server/config.ts';
import { Document } from '../../server/documents/document.ts';
import { ensureDefaultTypes } from '../../server/documents/index.ts';
import { rebuildTallies } from '../../server/evidence/tally/counting.ts';
import { PamItem } from '../../server/pam/item.ts';
import { addItem, beginPlan } from '../../server/pam/index.ts';
import { createUser, findUser } from '../../server/people/index.ts';
import { hashPassword } from '../../server/platform/access/passwords.ts';
import { act, type Actor } from '../../server/platform/audit/act.ts';
import { bulkInsert } from '../../server/platform/audit/bulk.ts';
import { createLog } from '../../server/platform/http/log.ts';
import { scaleLimits } from '../../server/platform/http/limits.ts';
import { Link } from '../../server/platform/links/links.ts';
import { foldText, termsOf } from '../../server/platform/search/terms.ts';
import { entity } from '../../server/platform/settings/settings.ts';
import { createProcess } from '../../server/processes/index.ts';
import { ensureStartingTable } from '../../server/records/index.ts';
import { RecordModel } from '../../server/records/record.ts';
import { start } from '../../server/start.ts';
import { serveBench } from './answering.ts';

const SETUP: Actor = { kind: 'setup' };
const [, , STORAGE = '', ONLY_FILL] = process.argv;
const RECORDS = 50_000;
const PORTION = 1_000;
const DOCUMENTS = 200;
const ITEMS = 40;
const PASSWORD = 'mango verde con sal';

const config = readConfig({ STORAGE_DIR: STORAGE, PORT: '0' });
const running = await start(config, { log: createLog('silent'), ...(ONLY_FILL === 'fill' ? { fill } : {}) });
scaleLimits(1_000_000);
serveBench(running.url, () => running.stop(), {}, { password: PASSWORD });

async function fill(): Promise<void> {
  const passwordHash = await hashPassword(PASSWORD);
  const person = await act('people.create_user', SETUP, async () => {
    await entity.set({ name: 'Secretaría de prueba', kind: 'territorial' });
    await ensureDefaultTypes(SETUP);
    await ensureStartingTable(SETUP);
    const facts = { name: 'Ana Prueba', email: 'ana@bench.example', passwordHash };
    return createUser({ ...facts, roles: ['quality', 'admin'] }, SETUP);
  });
  const user = (await findUser(person))!;
  const ids = {
    process: String(
      await createProcess({ code: 'B', name: 'Proceso', kind: 'mission', parent: null }, SETUP),
    ),
    documents: await documents(),
    items: await items(user),
    clauses: allClauses().map(({ id }) => id),
  };
  for (let from = 0; from < RECORDS; from += PORTION)
    await act('records.declare', SETUP, () => portion(ids, from));
  await rebuildTallies();
}

interface Ids {
  process: string;
  documents: string[];
  items: string[];
  clauses: string[];
}

/** A thousand records, each proving a clause, and one link more: half of them to a line of the plan, half from a document. */
async function portion(ids: Ids, from: number): Promise<void> {
  const made = Array.from({ length: PORTION }, (_, at) => record(ids, from + at));
  await bulkInsert(RecordModel, made);
  const links = made.flatMap(({ _id }, at) => {
    const self = { kind: 'record', id: String(_id) };
    const index = from + at;
    const pick = (list: readonly string[]): string => list[index % list.length] ?? '';
    return [
      tied(self, 'evidences', { kind: 'clause', id: pick(ids.clauses) }),
      index % 2
        ? tied(self, 'evidences', { kind: 'pam_item', id: pick(ids.items) })
        : tied({ kind: 'document', id: pick(ids.documents) }, 'governs', self),
    ];
  });
  await bulkInsert(Link, links);
}

function record(ids: Ids, index: number): Record<string, unknown> & { _id: mongoose.Types.ObjectId } {
  const number = index + 1;
  const code = `REG-2026-${String(number).padStart(5, '0')}`;
  const title = `Informe de ${['visita', 'taller', 'comité', 'seguimiento'][index % 4]} ${number} de ${['lectura', 'matemáticas', 'convivencia'][index % 3]}`;
  const happened = `2026-${String((index % 10) + 1).padStart(2, '0')}-15`;
  return {
    _id: new mongoose.Types.ObjectId(), code, year: 2026, number, title, series: '140.10.04', seriesName: 'Informes', table: 1, typology: '', medium: 'electronic',
    happened, received: '2026-11-01', declaredAt: new Date(), declaredBy: { id: null, name: 'Ana Prueba', position: null }, author: 'Profesional', responsible: 'Directora',
    document: null, process: ids.process, processCode: 'B', conforms: 'conforming', authority: '', files: [], origin: null, personal: false, sha256: '0'.repeat(64),
    state: 'declared', terms: termsOf(`${code} ${title} Informes Profesional Directora`), text: 'read',
  }; // prettier-ignore
}

function tied(from: { kind: string; id: string }, meaning: string, to: { kind: string; id: string }) {
  return { from, meaning, to, by: 'Ana Prueba', since: new Date() };
}

/** Documents in force that govern the first clauses. */
async function documents(): Promise<string[]> {
  const made = Array.from({ length: DOCUMENTS }, (_, index) => {
    const code = `PR-B01-${String(index).padStart(4, '0')}`;
    const title = `Procedimiento ${index}`;
    const current = { id: 'x', number: 1, label: '1', state: 'in_force', effective: '2020-01-01' };
    return { _id: new mongoose.Types.ObjectId(), code, title, titleKey: foldText(title), words: termsOf(`${code} ${title}`), type: new mongoose.Types.ObjectId(), typeName: 'Procedimiento', process: null, processName: '', state: 'in_force', current, nextReview: '2030-01-01', createdAt: new Date() };
  }); // prettier-ignore
  await act('documents.create', SETUP, () => bulkInsert(Document, made));
  const ids = made.map(({ _id }) => String(_id));
  const clauses = allClauses();
  const links = ids.map((id, at) =>
    tied({ kind: 'document', id }, 'governs', { kind: 'clause', id: clauses[at]?.id ?? '' }),
  );
  await act('documents.govern', SETUP, () => bulkInsert(Link, links));
  return ids;
}

async function items(user: Parameters<typeof beginPlan>[1]): Promise<string[]> {
  const plan = { code: 'PAM-2026', title: 'Plan', entity: 'Secretaría', from: 2026, until: 2029 };
  await beginPlan(plan, user);
  for (let at = 0; at < ITEMS; at += 1)
    await addItem(plan.code, { kind: 'action', text: `Acción ${at}` }, user);
  return (await PamItem.find().lean()).map(({ _id }) => String(_id));
}
