// G14: nobody audits their own work. Random histories in the database, held against a plain computation that knows only what happened.
import { expect } from 'chai';
import mongoose, { type Model } from 'mongoose';
import { ImprovementAction } from '../../server/actions/action.ts';
import { registerTies, type Tie } from '../../server/audits/index.ts';
import { barringTies } from '../../server/audits/independence/checking.ts';
import { tiesOf } from '../../server/audits/independence/gathering.ts';
import { barring, type TieKind } from '../../server/audits/rules/independence.ts';
import { lookBack } from '../../server/audits/settings.ts';
import { Document } from '../../server/documents/document.ts';
import { Version } from '../../server/documents/version.ts';
import { createArea, createPosition, createUser } from '../../server/people/index.ts';
import { Assignment } from '../../server/people/assignment.ts';
import { act } from '../../server/platform/audit/act.ts';
import { bulkInsert } from '../../server/platform/audit/bulk.ts';
import { addDays, addMonths, setClock, startOf, type Day } from '../../server/platform/clock.ts';
import { createProcess, editProcess } from '../../server/processes/index.ts';
import { testApp } from '../support/app.ts';
import { emptyDatabase } from '../support/database.ts';
import { SETUP } from '../support/people.ts';

const FIRST = '2022-01-01';
const LAST = '2026-11-20';
const DAYS = 1_784;
const MONTHS = 24;
const [PEOPLE, PROCESSES, POSITIONS, AREAS] = [7, 6, 8, 4];

/** What happened, as plain facts: the world that both sides read, each in its own way. */
interface World {
  versions: { process: number; state: string; acts: { person: number; what: TieKind; day: Day }[] }[];
  owners: { process: number; position: number }[];
  holdings: { person: number; position: number; from: Day; until: Day | null }[];
  leaders: { process: number; position: number; from: Day; until: Day | null }[];
  actions: { process: number; position: number; people: number[]; from: Day; until: Day | null }[];
  areaOf: number[];
  /** Areas of today by person. */
  areas: number[][];
}

describe('audits: independence over random histories', function () {
  this.timeout(120_000);

  before(testApp);

  for (const seed of [11, 23, 37])
    it(`G14: whoever wrote, decided, owned, led, belonged or acted is barred, and nobody else (history ${seed})`, async () => {
      const world = worldOf(seed);
      const ids = await stored(world);
      const wrong: string[] = [];
      let barred = 0;
      for (let person = 0; person < PEOPLE; person += 1)
        for (let process = 0; process < PROCESSES; process += 1) {
          const ties = await tiesOf(ids.people[person] ?? '', [ids.processes[process] ?? ''], LAST);
          const found = [...new Set(barring(ties, LAST, MONTHS).map((tie) => tie.kind))].sort();
          const expected = plainly(world, person, process);
          if (expected.length > 0) barred += 1;
          if (found.join() !== expected.join()) wrong.push(`person ${person}, process ${process}: ${found.join()} instead of ${expected.join()}`);
        }
      expect(wrong).to.deep.equal([]);
      expect(barred, 'a history in which some are barred and some are not').to.be.within(3, PEOPLE * PROCESSES - 3);
    }); // prettier-ignore

  it('G14: who belongs to a part belongs to the whole, and a later slice adds its own records', async () => {
    const world = worldOf(11);
    const ids = await stored(world);
    setClock(() => startOf(LAST));
    const [person = ''] = ids.people;
    const [above = ''] = ids.processes;
    expect(lookBack.get()).to.equal(MONTHS);
    const before = await barringTies(person, [{ id: above }]);
    const part = await act('processes.create', SETUP, () => createProcess({ code: 'P0.1', name: 'Parte', parent: above }, SETUP));
    registerTies((who, process): Promise<Tie[]> =>
      Promise.resolve(who === person && process.id === part ? [{ kind: 'approved', process: process.code, record: 'PAM-1', href: null, from: '2026-01-01', until: null }] : []),
    );
    const after = await barringTies(person, [{ id: above }]);
    expect(after.filter((tie) => tie.record === 'PAM-1').map((tie) => tie.process)).to.deep.equal(['P0.1']);
    expect(after).to.have.length(before.length + 1);
  }); // prettier-ignore
});

/** The rule in its plainest form: no queries, no dates carried along, every fact asked one by one. */
function plainly(world: World, person: number, process: number): TieKind[] {
  const since = addMonths(LAST, -MONTHS);
  const kinds = new Set<TieKind>();
  const counts = (from: Day, until: Day | null): boolean =>
    from <= LAST && (until === null || until >= since);
  for (const version of world.versions) {
    if (version.process !== process) continue;
    const stands = version.state !== 'obsolete' && version.state !== 'discarded';
    for (const one of version.acts)
      if (one.person === person && (stands || one.day >= since)) kinds.add(one.what);
  }
  const mine = world.holdings.filter((one) => one.person === person);
  for (const own of world.owners)
    if (own.process === process && mine.some((held) => held.position === own.position && counts(held.from, held.until))) kinds.add('owns_document'); // prettier-ignore
  const overlap = (a: { from: Day; until: Day | null }, b: { from: Day; until: Day | null }): boolean => {
    for (let day = FIRST; day <= LAST; day = addDays(day, 1)) {
      const inBoth = [a, b].every(({ from, until }) => from <= day && (until === null || day <= until));
      if (inBoth && day >= since) return true;
    }
    return false;
  };
  for (const lead of world.leaders) {
    if (lead.process !== process) continue;
    if (mine.some((held) => held.position === lead.position && overlap(held, lead))) kinds.add('leads');
    if (!(lead.until === null || lead.until >= since)) continue;
    const area = world.areaOf[lead.position];
    if (world.areas[person]?.includes(area ?? -1)) kinds.add('belongs');
    if (mine.some((held) => world.areaOf[held.position] === area && counts(held.from, held.until)))
      kinds.add('belongs');
  }
  for (const action of world.actions) {
    if (action.process !== process) continue;
    if (action.people.includes(person) && counts(action.from, action.until)) kinds.add('owns_action');
    if (mine.some((held) => held.position === action.position && overlap(held, action)))
      kinds.add('owns_action');
  }
  return [...kinds].sort();
}

function worldOf(seed: number): World {
  const next = random(seed);
  const below = (n: number): number => Math.floor(next() * n);
  const day = (): Day => addDays(FIRST, below(DAYS));
  const stretch = (): { from: Day; until: Day | null } => {
    const [a, b] = [day(), day()].sort() as [Day, Day];
    return { from: a, until: next() < 0.3 ? null : b };
  };
  const STATES = ['draft', 'in_review', 'approved', 'in_force', 'obsolete', 'obsolete', 'obsolete', 'discarded'];
  const WHATS = ['wrote', 'reviewed', 'approved'] as const;
  const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));
  const leaders = many(PROCESSES, (process) => {
    const days = [FIRST, ...many(below(3), day)].sort();
    return days.map((from, index) => ({ process, position: below(POSITIONS), from, until: days[index + 1] ?? null }));
  }).flat();
  return {
    versions: many(14, () => ({ process: below(PROCESSES), state: STATES[below(STATES.length)] ?? '', acts: many(1 + below(2), (index) => ({ person: below(PEOPLE), what: WHATS[(index + below(2)) % 3] ?? 'wrote', day: day() })) })),
    owners: many(3, () => ({ process: below(PROCESSES), position: below(POSITIONS) })),
    holdings: many(10, () => ({ person: below(PEOPLE), position: below(POSITIONS), ...stretch() })),
    leaders,
    actions: many(5, () => ({ process: below(PROCESSES), position: below(POSITIONS), people: many(below(2), () => below(PEOPLE)), ...stretch() })),
    areaOf: many(POSITIONS, () => below(AREAS)),
    areas: many(PEOPLE, () => (next() < 0.3 ? [below(AREAS)] : [])),
  };
} // prettier-ignore

/** Puts the world into the records of the slices; leaders through the verb, so that the trail holds their history. */
async function stored(world: World): Promise<{ people: string[]; processes: string[] }> {
  await emptyDatabase();
  setClock(() => startOf(FIRST));
  const made = await act('people.seed', SETUP, async () => {
    const areas: string[] = [];
    for (let i = 0; i < AREAS; i += 1) areas.push(await createArea({ code: String(100 + i), name: `Área ${i}`, parent: null }, SETUP));
    const positions: string[] = [];
    for (let i = 0; i < POSITIONS; i += 1) positions.push(await createPosition({ name: `Cargo ${i}`, area: areas[world.areaOf[i] ?? 0] ?? '' }, SETUP));
    const people: string[] = [];
    for (let i = 0; i < PEOPLE; i += 1) people.push(await createUser({ name: `Persona ${i}`, email: `p${i}@example.org`, roles: ['auditor'], areas: (world.areas[i] ?? []).map((one) => areas[one] ?? '') , passwordHash: 'x' }, SETUP));
    return { positions, people };
  });
  const processes: string[] = [];
  for (let i = 0; i < PROCESSES; i += 1) {
    const own = world.leaders.filter((one) => one.process === i);
    const facts = { code: `P${i}`, name: `Proceso ${i}`, kind: 'mission' as const, parent: null };
    let id = '';
    for (const { position, from } of own) {
      setClock(() => new Date(startOf(from).getTime() + 3_600_000));
      const leader = made.positions[position] ?? null;
      if (!id) id = await createProcess({ ...facts, leader }, SETUP);
      else await editProcess(id, { ...facts, leader, active: true }, SETUP);
    }
    processes.push(id);
  }
  setClock(() => startOf(LAST));
  await act('documents.create', SETUP, () => records(world, { ...made, processes }));
  setClock(null);
  return { people: made.people, processes };
} // prettier-ignore

async function records(world: World, ids: { people: string[]; positions: string[]; processes: string[] }): Promise<void> {
  const { people, positions, processes } = ids;
  const at = (day: Day): Date => new Date(startOf(day).getTime() + 43_200_000);
  const who = (person: number) => ({ id: people[person], name: `Persona ${person}`, position: null });
  const documents = [...world.versions.map((one) => ({ process: one.process, owner: null as number | null })), ...world.owners.map((one) => ({ process: one.process, owner: one.position }))].map(({ process, owner }, index) => ({
    _id: new mongoose.Types.ObjectId(), code: `D-${index}`, title: `Documento ${index}`, titleKey: `documento ${index}`, type: new mongoose.Types.ObjectId(), typeName: 'Instructivo',
    process: processes[process], processName: '', owner: owner === null ? null : positions[owner], state: 'in_force', createdAt: at(FIRST),
  }));
  await put(Document, documents);
  const versions = world.versions.map(({ state, acts }, index) => {
    const wrote = acts.filter((one) => one.what === 'wrote');
    const day = wrote[0]?.day ?? FIRST;
    return {
      document: documents[index]?._id, number: 1, label: '1', state, content: { kind: 'text', markdown: 'x' }, startedAt: at(day), savedAt: at(day), token: `t${index}`,
      authors: wrote.map((one) => who(one.person)), submitted: null,
      decisions: acts.filter((one) => one.what !== 'wrote').map((one) => ({ cycle: 1, step: 0, stage: one.what === 'reviewed' ? 'review' : 'approval', verdict: 'favourable', person: people[one.person], name: '', at: at(one.day), sha256: '', comment: '', speaksFor: [] })),
    };
  });
  await put(Version, versions);
  await put(Assignment, world.holdings.map(({ person, position, from, until }) => ({ person: people[person], position: positions[position], from, until, acting: false })));
  const did = (day: Day) => ({ by: who(0), at: at(day) });
  const actions = world.actions.map(({ process, position, people: held, from, until }, index) => ({
    code: `AC-2026-00${index}`, year: 2026, number: index, kind: 'corrective', nonconformity: new mongoose.Types.ObjectId(), nonconformityCode: 'NC-1', cycle: 1, process: processes[process], what: 'x',
    responsible: positions[position], holders: held.map((one) => people[one]), due: until ?? LAST, state: until ? 'cancelled' : 'planned', planned: did(from), cancelled: until ? { ...did(until), reason: 'x' } : null,
  }));
  await put(ImprovementAction, actions);
} // prettier-ignore

/** Rows of no particular type, through the bulk door. */
async function put(model: unknown, rows: readonly object[]): Promise<void> {
  await bulkInsert(model as Model<object>, rows);
}

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
