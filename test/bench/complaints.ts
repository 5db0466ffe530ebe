// The real application with a register of 50,000 complaints, in the box: listed, filtered, sorted, and filed by the public form.
import { createUser } from '../../server/people/index.ts';
import { createProcess, findProcess } from '../../server/processes/index.ts';
import { hashPassword } from '../../server/platform/access/passwords.ts';
import { act, type Actor } from '../../server/platform/audit/act.ts';
import { bulkInsert } from '../../server/platform/audit/bulk.ts';
import { addDays, startOf } from '../../server/platform/clock.ts';
import { raiseCounter } from '../../server/platform/numbering/numbering.ts';
import { createLog } from '../../server/platform/http/log.ts';
import { scaleLimits } from '../../server/platform/http/limits.ts';
import { entity } from '../../server/platform/settings/settings.ts';
import { readConfig } from '../../server/config.ts';
import { Complaint } from '../../server/complaints/complaint.ts';
import { begun } from '../../server/complaints/rules/clock.ts';
import { codeOf } from '../../server/complaints/rules/states.ts';
import { CHANNELS, FIRST_TABLE, KINDS, termOf } from '../../server/complaints/rules/terms.ts';
import { start } from '../../server/start.ts';
import { serveBench } from './answering.ts';

const SETUP: Actor = { kind: 'setup' };
const [, , STORAGE = '', ONLY_FILL] = process.argv;
const COMPLAINTS = 50_000;
const PASSWORD = 'mango verde con sal';
const ids = { process: '', person: '' };
const YEAR = new Date().getFullYear() - 1;
const STATES = ['received', 'assigned', 'answered', 'answered', 'answered'] as const;

const config = readConfig({ STORAGE_DIR: STORAGE, PORT: '0' });
const running = await start(config, { log: createLog('silent'), ...(ONLY_FILL === 'fill' ? { fill } : {}) });
scaleLimits(1_000_000);
const measured = await findProcess('B');
serveBench(
  running.url,
  () => running.stop(),
  {},
  { process: measured?.id ?? '', year: String(YEAR), password: PASSWORD },
);

async function fill(): Promise<void> {
  const passwordHash = await hashPassword(PASSWORD);
  await act('people.create_user', SETUP, async () => {
    await entity.set({ name: 'Secretaría de prueba', kind: 'territorial' });
    const ana = { name: 'Ana Prueba', email: 'ana@bench.example', passwordHash };
    ids.person = await createUser({ ...ana, roles: ['quality', 'admin'] }, SETUP);
    const process = { code: 'B', name: 'Proceso', kind: 'mission' as const, parent: null, leader: null };
    ids.process = await createProcess(process, SETUP);
  });
  for (let from = 0; from < COMPLAINTS; from += 1_000)
    await act('complaints.file', SETUP, async () => {
      const count = Math.min(1_000, COMPLAINTS - from);
      await bulkInsert(
        Complaint,
        Array.from({ length: count }, (_, at) => complaint(from + at)),
      );
    });
  await raiseCounter(`complaints/${YEAR}`, COMPLAINTS);
}

/** Spread evenly over a year, kinds, channels and states. */
function complaint(index: number): Record<string, unknown> {
  const kind = KINDS[index % KINDS.length] ?? 'petition';
  const state = STATES[index % STATES.length] ?? 'received';
  const day = addDays(`${YEAR}-01-02`, Math.floor((index * 360) / COMPLAINTS));
  const at = startOf(day);
  const count = begun(day, termOf(FIRST_TABLE, kind).days, new Set());
  const open = state !== 'answered';
  const assignee =
    open && state !== 'received' ? { kind: 'person', id: ids.person, name: 'Ana Prueba' } : null;
  return {
    year: YEAR, number: index + 1, code: codeOf(YEAR, index + 1), kind, channel: CHANNELS[index % CHANNELS.length], subject: `Solicitud ${index}`, body: 'Pido un cupo.',
    words: ['solicitud'], receivedAt: at, registeredAt: at, legalDay: day, month: day.slice(0, 7), anonymous: true, reserved: false, secretHash: '0'.repeat(64),
    state, open, process: index % 2 ? ids.process : null, processName: index % 2 ? 'B Proceso' : '', assignee, seenBy: assignee ? [ids.person] : [],
    clock: [{ ...count, at, kind, table: 1 }], due: count.due, closedOn: open ? null : day,
  }; // prettier-ignore
}
