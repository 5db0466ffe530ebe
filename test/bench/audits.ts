// The real application with an audit in progress whose checklist has 400 lines, in the box: its pages, and lines saved one by one.
import { Audit } from '../../server/audits/audit.ts';
import { Line } from '../../server/audits/line.ts';
import { createUser } from '../../server/people/index.ts';
import { createProcess } from '../../server/processes/index.ts';
import { hashPassword } from '../../server/platform/access/passwords.ts';
import { act, type Actor } from '../../server/platform/audit/act.ts';
import { bulkInsert } from '../../server/platform/audit/bulk.ts';
import { createLog } from '../../server/platform/http/log.ts';
import { scaleLimits } from '../../server/platform/http/limits.ts';
import { entity } from '../../server/platform/settings/settings.ts';
import { readConfig } from '../../server/config.ts';
import { start } from '../../server/start.ts';
import { serveBench } from './answering.ts';

const SETUP: Actor = { kind: 'setup' };
const [, , STORAGE = '', ONLY_FILL] = process.argv;
const LINES = 400;
const SECTIONS = 10;
const CODE = 'AUD-2026-001';
const PASSWORD = 'mango verde con sal';

const config = readConfig({ STORAGE_DIR: STORAGE, PORT: '0' });
const running = await start(config, { log: createLog('silent'), ...(ONLY_FILL === 'fill' ? { fill } : {}) });
scaleLimits(1_000_000);
const lines = await Line.find().sort({ order: 1 }).select('_id').lean();
const ids = lines.map(({ _id }) => String(_id)).join(' ');
serveBench(running.url, () => running.stop(), {}, { audit: CODE, lines: ids, password: PASSWORD });

async function fill(): Promise<void> {
  const passwordHash = await hashPassword(PASSWORD);
  const person = await act('people.create_user', SETUP, async () => {
    await entity.set({ name: 'Secretaría de prueba', kind: 'territorial' });
    const facts = { name: 'Ana Prueba', email: 'ana@bench.example', roles: ['quality', 'auditor', 'admin'] as const, passwordHash }; // prettier-ignore
    return createUser(facts, SETUP);
  });
  const process = await createProcess({ code: 'B', name: 'Proceso', kind: 'mission', parent: null }, SETUP);
  await act('audits.plan', SETUP, () => auditWithLines(person, process));
}

async function auditWithLines(person: string, process: string): Promise<void> {
  const at = new Date();
  const who = { id: person, name: 'Ana Prueba', position: null };
  const audit = new Audit({
    code: CODE, year: 2026, number: 1, title: 'Auditoría de prueba', origin: 'internal', state: 'in_progress',
    processes: [{ id: process, code: 'B', name: 'Proceso', leader: null }], method: 'on_site', from: '2026-11-20', until: '2026-11-22',
    team: [{ person, name: 'Ana Prueba', position: null, role: 'lead', exception: null }], started: { ...who, at }, createdBy: who, createdAt: at,
  }); // prettier-ignore
  await audit.save();
  const made: Record<string, unknown>[] = Array.from({ length: LINES }, (_, index) => ({
    audit: audit._id,
    order: index + 1,
    section: `Sección ${Math.floor((index * SECTIONS) / LINES) + 1}`,
    against: `T${63 + (index % 10)}`,
    source: { kind: 'own' },
    question: `¿Se cumple el punto ${index + 1} del procedimiento, con su registro?`,
  }));
  await bulkInsert(Line as never, made);
}
