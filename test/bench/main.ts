// `npm run bench [-- complaints | evidence | packs | audits | embedded | all]`: figures of one run, each also as a multiple of a bare Express + Handlebars page measured beside it.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start, type Child } from './child.ts';
import { fire, pace, type Shot } from './load.ts';

const CONCURRENCY = [1, 10, 50];
/** As many for each page as for the bare one: else what is compared is how far V8 has come with compiling. */
const WARMING = 1_000;
interface Scene {
  name: string;
  goal: number | null;
  count: number;
  shot: (index: number) => Shot;
}

const BARE: Scene = {
  name: 'bare page',
  goal: null,
  count: 4_000,
  shot: () => ({ method: 'GET', path: '/', expect: 200 }),
};

const [what = 'application'] = process.argv.slice(2);
if (!['application', 'complaints', 'evidence', 'packs', 'audits', 'embedded', 'all'].includes(what))
  throw new Error('Say complaints, evidence, packs, audits, embedded, all, or nothing');
if (what === 'application' || what === 'all') await benchApplication();
if (what === 'complaints' || what === 'all') await benchComplaints();
if (what === 'evidence' || what === 'all') await benchEvidence();
if (what === 'packs' || what === 'all') await benchPacks();
if (what === 'audits' || what === 'all') await benchAudits();
if (what === 'embedded' || what === 'all') await (await import('./embedded.ts')).run();

async function benchApplication(): Promise<void> {
  const storage = mkdtempSync(join(tmpdir(), 'vigente-bench-'));
  await (await start('./application.ts', [storage, 'fill'])).stop();
  const [bare, app] = [await start('./bare.ts'), await start('./application.ts', [storage])];
  try {
    await report(bare, app);
  } finally {
    await bare.stop();
    await app.stop();
    rmSync(storage, { recursive: true, force: true });
  }
}

/** The matrix, a trace and a search over many records and links (L2, L3). */
async function benchComplaints(): Promise<void> {
  const storage = mkdtempSync(join(tmpdir(), 'vigente-bench-'));
  await (await start('./complaints.ts', [storage, 'fill'])).stop();
  const [bare, app] = [await start('./bare.ts'), await start('./complaints.ts', [storage])];
  try {
    const { cookie } = await signIn(app);
    const page = (name: string, path: string): Scene => ({ name, goal: null, count: 400, shot: () => get(path, cookie) }); // prettier-ignore
    const { process: of = '', year = '' } = app.facts;
    const base = await measure(bare, BARE);
    await measure(app, page('register of 50,000 complaints, newest first', '/pqrsd'), base);
    await measure(app, page('the same of one state, sorted by due day', '/pqrsd?estado=assigned&orden=vence'), base); // prettier-ignore
    await measure(app, page('the same of a month, a kind and a process', `/pqrsd?mes=${year}-06&tipo=claim&proceso=${of}&orden=vence`), base); // prettier-ignore
    const citizen = await visitor(app);
    await measure(app, { name: 'filing a complaint by the public form', goal: null, count: 300, shot: () => filing(citizen) }, base); // prettier-ignore
    console.log(`\nmemory after this load: ${(await app.usage()).rss.toFixed(0)} MB`);
  } finally {
    await bare.stop();
    await app.stop();
    rmSync(storage, { recursive: true, force: true });
  }
}

async function visitor({ origin }: Child): Promise<SignedIn> {
  const page = await fetch(`${origin}/solicitudes/nueva`);
  return { cookie: cookieOf(page), csrf: fieldOf(await page.text(), '_csrf') };
}

function filing({ cookie, csrf }: SignedIn): Shot {
  const body = new URLSearchParams({
    _csrf: csrf, _once: randomUUID(), kind: 'petition', subject: 'Una petición', body: 'Pido un cupo.', identity: 'named', name: 'Ana Luna',
    document: '', email: '', phone: '', address: 'Calle 1', notice: '1', consent: 'si',
  }); // prettier-ignore
  return { method: 'POST', path: '/solicitudes', headers: { cookie }, body: body.toString(), expect: 303 };
}

async function benchEvidence(): Promise<void> {
  const storage = mkdtempSync(join(tmpdir(), 'vigente-bench-'));
  await (await start('./evidence.ts', [storage, 'fill'])).stop();
  const [bare, app] = [await start('./bare.ts'), await start('./evidence.ts', [storage])];
  try {
    const { cookie } = await signIn(app);
    const page = (name: string, path: string, count: number): Scene => ({ name, goal: 6, count, shot: () => get(path, cookie) }); // prettier-ignore
    const base = await measure(bare, BARE);
    await measure(app, page('matrix of 302 clauses over 50,000 records', '/matriz?conjunto=todos', 200), base); // prettier-ignore
    await measure(app, page('the same in a quarter and a set', '/matriz?periodo=2026-1', 200), base);
    await measure(app, page('trace of depth 3 among 100,000 links', '/trazas?codigo=REG-2026-00001&niveles=3', 60), base); // prettier-ignore
    await measure(app, page('search by words over 50,000 records', '/buscar?q=visita+lectura', 300), base);
    await measure(app, { ...page('a code opens its record', '/c/REG-2026-25000', 300), shot: () => ({ ...get('/c/REG-2026-25000', cookie), expect: 303 }) }, base); // prettier-ignore
    console.log(`\nmemory after this load: ${(await app.usage()).rss.toFixed(0)} MB`);
  } finally {
    await bare.stop();
    await app.stop();
    rmSync(storage, { recursive: true, force: true });
  }
}

/** An evidence pack of 300 PDFs and 1,000 pages (L4). */
async function benchPacks(): Promise<void> {
  const storage = mkdtempSync(join(tmpdir(), 'vigente-bench-'));
  await (await start('./packs.ts', [storage, 'fill'])).stop();
  const app = await start('./packs.ts', [storage]);
  try {
    const built = await app.ask<{ ms: number; before: number; peak: number; pages: number; bytes: number; failure: string | null }>('build'); // prettier-ignore
    if (built.failure) throw new Error(`The pack failed: ${built.failure}`);
    const [joined, other] = [await app.ask<number>('join'), await app.ask<number>('qpdf')];
    const ratio = other > 0 ? `${(joined / other).toFixed(2)}x of qpdf (${other.toFixed(0)} ms, goal 3x)` : 'qpdf is not here'; // prettier-ignore
    console.log(`\npack of 300 PDFs: ${(built.ms / 1_000).toFixed(1)} s, ${built.pages} pages, ZIP of ${(built.bytes / 1e6).toFixed(1)} MB`); // prettier-ignore
    console.log(`  memory ${built.before.toFixed(0)} MB before, ${built.peak.toFixed(0)} MB at most`);
    console.log(`  joining 1,000 pages alone: ${joined.toFixed(0)} ms, ${ratio}`);
  } finally {
    await app.stop();
    rmSync(storage, { recursive: true, force: true });
  }
}

/** An audit whose checklist has 400 lines, read by section and saved line by line (G14). */
async function benchAudits(): Promise<void> {
  const storage = mkdtempSync(join(tmpdir(), 'vigente-bench-'));
  await (await start('./audits.ts', [storage, 'fill'])).stop();
  const [bare, app] = [await start('./bare.ts'), await start('./audits.ts', [storage])];
  try {
    const person = await signIn(app);
    const { audit = '', lines = '' } = app.facts;
    const path = `/auditorias/${audit}`;
    const ids = lines.split(' ');
    const base = await measure(bare, BARE);
    const page = (name: string, at: string): Scene => ({ name, goal: null, count: 300, shot: () => get(at, person.cookie) }); // prettier-ignore
    await measure(app, page('audit with 400 checklist lines', path), base);
    await measure(
      app,
      page('its checklist, a page of 25 lines with their forms', `${path}/lista?seccion=5`),
      base,
    );
    const save: Scene = { name: 'saving a line (trail entry, one transaction)', goal: null, count: 300, shot: (index) => checked(person, `${path}/lista/lineas/${ids[index % ids.length] ?? ''}`) }; // prettier-ignore
    await measure(app, save, base);
  } finally {
    await bare.stop();
    await app.stop();
    rmSync(storage, { recursive: true, force: true });
  }
}

function checked({ cookie, csrf }: SignedIn, path: string): Shot {
  const body = new URLSearchParams({ _csrf: csrf, _once: randomUUID(), result: 'conforming', evidence: 'Acta', interviewee: 'Profesional', note: '', terse: '1' }); // prettier-ignore
  return { method: 'POST', path, headers: { cookie }, body: body.toString(), expect: 303 };
}

async function report(bare: Child, app: Child): Promise<void> {
  const person = await signIn(app);
  const { type = '', process: of = '' } = app.facts;
  const list = `/documentos?estado=in_force&proceso=${of}&orden=titulo`;
  const scenes: Scene[] = [
    {
      name: 'master list (10,000 documents, filtered, sorted, signed in)',
      goal: 40,
      count: 600,
      shot: () => get(list, person.cookie),
    },
    {
      name: 'document page (20 versions)',
      goal: 60,
      count: 600,
      shot: () => get('/documentos/PR-B01-00000', person.cookie),
    },
    {
      name: 'creating a draft (trail entry, one transaction)',
      goal: 80,
      count: 400,
      shot: (index) => draft(person, type, index),
    },
  ];

  console.log(
    'CPU milliseconds per request are those of the whole process: application and database thread together.\n',
  );
  const base = await measure(bare, BARE);
  for (const scene of scenes) await measure(app, scene, base);
  await underWork(app, list, person.cookie);
  const { rss } = await app.usage();
  console.log(`\nmemory after this load: ${rss.toFixed(0)} MB (goal 350)`);
  await coldStart();
}

async function measure(child: Child, scene: Scene, base?: number): Promise<number> {
  await fire(child.origin, (index) => scene.shot(index + 1_000_000), WARMING, 10);
  console.log(`\n${scene.name}${scene.goal ? ` - goal ${scene.goal}x` : ''}`);
  let least = Infinity;
  for (const concurrency of CONCURRENCY) {
    const before = await child.usage();
    const result = await fire(
      child.origin,
      (index) => scene.shot(index + concurrency * 10_000),
      scene.count,
      concurrency,
    );
    const cpu = ((await child.usage()).cpu - before.cpu) / result.requests;
    least = Math.min(least, cpu);
    const multiple = base ? `  ${(cpu / base).toFixed(1)}x` : '';
    console.log(
      `  at ${String(concurrency).padStart(2)}: ${cpu.toFixed(2).padStart(6)} ms CPU${multiple.padEnd(9)} ${result.perSecond.toFixed(0).padStart(5)}/s  p50 ${result.p50.toFixed(1)} ms  p99 ${result.p99.toFixed(1)} ms`,
    );
  }
  return least;
}

/** Stamping and comparing in the worker, alone and while the list is asked for at half of what saturates it. */
async function underWork(app: Child, path: string, cookie: string): Promise<void> {
  for (const work of ['stamp', 'compare', 'compareShuffled']) await app.ask(work);
  console.log(
    '\nheavy work in the worker (best of three, alone): stamping 200 pages goal 600 ms, comparing 200-page texts goal 1,000 ms',
  );
  for (const work of ['stamp', 'compare', 'compareShuffled']) {
    const times = [await app.ask<number>(work), await app.ask<number>(work), await app.ask<number>(work)];
    console.log(`  ${work.padEnd(16)} ${Math.min(...times).toFixed(0)} ms`);
  }
  const full = await fire(app.origin, () => get(path, cookie), 300, 10);
  const half = full.perSecond / 2;
  const calm = await pace(app.origin, () => get(path, cookie), half, 6);
  await app.usage();
  let working = true;
  const busy = (async () => {
    while (working)
      for (const work of ['stamp', 'compare', 'compareShuffled']) if (working) await app.ask(work);
  })();
  const loaded = await pace(app.origin, () => get(path, cookie), half, 6);
  working = false;
  await busy;
  const { held } = await app.usage();
  console.log(
    `  list at ${half.toFixed(0)}/s (half of saturation): p99 ${calm.p99.toFixed(1)} ms alone, ${loaded.p99.toFixed(1)} ms beside the worker = ${(loaded.p99 / calm.p99).toFixed(1)}x (goal 3x)`,
  );
  console.log(`  longest time the event loop was held meanwhile: ${held.toFixed(0)} ms (goal 50)`);
}

async function coldStart(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'vigente-cold-'));
  const cold = await start('./cold.ts', [folder]);
  console.log(`ready from a cold start: ${cold.ready.toFixed(0)} ms (goal 2,500)`);
  await cold.stop();
  rmSync(folder, { recursive: true, force: true });
}

interface SignedIn {
  cookie: string;
  csrf: string;
}

async function signIn({ origin, facts }: Child): Promise<SignedIn> {
  const page = await fetch(`${origin}/ingreso`);
  const cookie = cookieOf(page);
  const body = new URLSearchParams({
    _csrf: fieldOf(await page.text(), '_csrf'),
    email: 'ana@bench.example',
    password: facts.password ?? '',
  });
  const answer = await fetch(`${origin}/ingreso`, {
    method: 'POST',
    body,
    headers: { cookie },
    redirect: 'manual',
  });
  if (answer.status !== 303) throw new Error(`Signing in answered ${answer.status}`);
  const signed = cookieOf(answer);
  const form = await fetch(`${origin}/documentos/nuevo`, { headers: { cookie: signed } });
  return { cookie: signed, csrf: fieldOf(await form.text(), '_csrf') };
}

function get(path: string, cookie: string): Shot {
  return { method: 'GET', path, headers: { cookie }, expect: 200 };
}

function draft({ cookie, csrf }: SignedIn, type: string, index: number): Shot {
  const code = `BN-${index}-${Math.floor(performance.now())}`;
  const body = new URLSearchParams({
    _csrf: csrf,
    _once: randomUUID(),
    type,
    process: '',
    code,
    title: `Borrador ${index}`,
    owner: '',
    label: '1',
    start: 'text',
    procedure: '',
    recordKind: '',
  });
  return { method: 'POST', path: '/documentos', headers: { cookie }, body: body.toString(), expect: 303 };
}

function cookieOf(answer: Response): string {
  return answer.headers.getSetCookie().map((one) => one.split(';')[0]).join('; '); // prettier-ignore
}

function fieldOf(html: string, name: string): string {
  const found = new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1];
  if (!found) throw new Error(`The page has no ${name}`);
  return found;
}
