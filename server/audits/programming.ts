// The programme of a year: made with every process of the map weighed, argued, proposed, and approved by the committee (G14, O7).
import { clauseSets } from '../requirements/index.ts';
import { actorOf } from '../platform/access/policy.ts';
import { sign, type Signature } from '../platform/access/signatures.ts';
import { has, type User } from '../platform/access/roles.ts';
import { act, currentAct } from '../platform/audit/act.ts';
import { Invalid, NotFound, Refusal } from '../platform/errors.ts';
import { mustBeSeen } from './changing.ts';
import { Programme, programmeHash, type ProgrammeDoc, type ProgrammeLine } from './programme.ts';
import { freshLines } from './queries/weighing.ts';
import { lineProblem, programmeCode, unargued, type Factor, type Factors } from './rules/programme.ts';
import type { Method } from './rules/states.ts';
import { stampOf, whoOf } from './stored.ts';

export interface ProgrammeInput {
  objective: string;
  responsible: string;
  resources: string;
  criteria: string[];
}

export interface LineInput {
  factors: Factors;
  reasons: Record<Factor, string>;
  months: number[];
  method: Method;
  criteria: string[];
  resources: string;
  why: string;
}

/** Opens the programme of a year with a line for each process to audit. Returns its code. @throws Invalid when the year has one */
export function createProgramme(input: ProgrammeInput & { year: number }, user: User): Promise<string> {
  return act('audits.create_programme', actorOf(user), async () => {
    const { year, ...facts } = input;
    mustBeSets(input.criteria);
    if (await Programme.exists({ year })) throw Invalid.field('year', 'audits.form.year_taken', { year });
    const lines = await freshLines(input.criteria);
    const programme = new Programme({
      ...facts, year, code: programmeCode(year), state: 'draft', lines, authors: [whoOf(user)], createdAt: currentAct().at,
    });
    await programme.save();
    return programme.code;
  }, { queue: 'audit programmes' }); // prettier-ignore
}

export async function editProgramme(code: string, input: ProgrammeInput, user: User): Promise<void> {
  await change('audits.edit_programme', code, user, (programme) => {
    mustBeSets(input.criteria);
    programme.set(input);
  });
}

/** Weighs a process and sets its months. @throws Invalid for a factor that differs from what the records suggest and is not argued */
export async function editLine(code: string, process: string, input: LineInput, user: User): Promise<void> {
  await change('audits.weigh', code, user, (programme) => {
    const line = programme.lines.find((one) => one.process === process);
    if (!line) throw new NotFound();
    mustBeSets(input.criteria);
    const [bare] = unargued(input.factors, line.suggested, input.reasons);
    if (bare) throw Invalid.field(`reason_${bare}`, 'audits.form.argue');
    const problem = lineProblem(input);
    if (problem) throw Invalid.field('why', problem);
    Object.assign(line, { ...input, months: [...new Set(input.months)].sort((a, b) => a - b) } satisfies Partial<ProgrammeLine>);
    programme.markModified('lines');
  }); // prettier-ignore
}

/** Weighs anew from the records as they are now, and adds processes that came to the map; what was argued stays. */
export async function refreshProgramme(code: string, user: User): Promise<void> {
  await act('audits.refresh_programme', actorOf(user), async () => {
    const programme = await draftFor(code);
    const fresh = await freshLines(programme.criteria);
    programme.lines = fresh.map((line) => {
      const known = programme.lines.find((one) => one.process === line.process);
      return known ? { ...plain(known), suggested: line.suggested, processCode: line.processCode, processName: line.processName } : line;
    });
    await keepBy(programme, user);
  }, { queue: `programme:${code}` }); // prettier-ignore
}

/** @throws Refusal naming a process whose months or weights still lack a reason */
export async function proposeProgramme(code: string, user: User): Promise<void> {
  await change('audits.propose_programme', code, user, (programme) => {
    const open = programme.lines.find((line) => lineProblem(line) !== null || unargued(line.factors, line.suggested, line.reasons).length > 0); // prettier-ignore
    if (open)
      throw new Refusal('audits.refusal.line_open', { process: `${open.processCode} ${open.processName}` });
    programme.set({
      state: 'proposed',
      proposed: stampOf(user, currentAct().at),
      sha256: programmeHash(programme),
    });
  });
}

/**
 * The committee approves what was proposed.
 * @throws Refusal for its authors and for whoever is not of the committee; Stale; Invalid for a wrong password
 */
export async function approveProgramme(
  code: string,
  input: { sha256: string; password: string },
  user: User,
): Promise<void> {
  const signature = await sign(user, input.password, 'aprobo', input.sha256);
  await approveSigned(code, signature, user);
}

/** The same with a signature given already: a session of the committee decides. */
export async function approveSigned(code: string, signature: Signature, user: User): Promise<void> {
  await act('audits.approve_programme', actorOf(user), async () => {
    const programme = await decidable(code, user);
    mustBeSeen(programmeHash(programme), signature.sha256);
    programme.approvals.push({ revision: programme.revision, signature: { ...signature, at: currentAct().at } });
    programme.state = 'approved';
    await programme.save();
  }, { queue: `programme:${code}` }); // prettier-ignore
}

export async function returnProgramme(
  code: string,
  { reason }: { reason: string },
  user: User,
): Promise<void> {
  await act('audits.return_programme', actorOf(user), async () => {
    const programme = await decidable(code, user);
    programme.set({ state: 'draft', proposed: null, sha256: null });
    await programme.save();
  }, { queue: `programme:${code}`, reason }); // prettier-ignore
}

/** An approved programme that must change is opened as its next revision; the earlier approval stays. */
export async function reopenProgramme(
  code: string,
  { reason }: { reason: string },
  user: User,
): Promise<void> {
  await act('audits.reopen_programme', actorOf(user), async () => {
    const programme = await programmeFor(code);
    if (programme.state !== 'approved') throw new Refusal(`audits.refusal.programme_${programme.state}`);
    programme.set({ state: 'draft', revision: programme.revision + 1, proposed: null, sha256: null });
    await keepBy(programme, user);
  }, { queue: `programme:${code}`, reason }); // prettier-ignore
}

function change(
  name: string,
  code: string,
  user: User,
  edit: (programme: ProgrammeDoc) => void,
): Promise<void> {
  return act(name, actorOf(user), async () => {
    const programme = await draftFor(code);
    edit(programme);
    await keepBy(programme, user);
  }, { queue: `programme:${code}` }); // prettier-ignore
}

async function keepBy(programme: ProgrammeDoc, user: User): Promise<void> {
  if (!programme.authors.some((one) => one.id === user.id)) programme.authors.push(whoOf(user));
  await programme.save();
}

async function draftFor(code: string): Promise<ProgrammeDoc> {
  const programme = await programmeFor(code);
  if (programme.state !== 'draft') throw new Refusal(`audits.refusal.programme_${programme.state}`);
  return programme;
}

async function decidable(code: string, user: User): Promise<ProgrammeDoc> {
  const programme = await programmeFor(code);
  if (programme.state !== 'proposed') throw new Refusal(`audits.refusal.programme_${programme.state}`);
  if (programme.authors.some((one) => one.id === user.id))
    throw new Refusal('audits.refusal.author_approves');
  if (!has(user, 'committee')) throw new Refusal('audits.refusal.not_committee');
  return programme;
}

async function programmeFor(code: string): Promise<ProgrammeDoc> {
  const programme = await Programme.findOne({ code });
  if (!programme) throw new NotFound();
  return programme;
}

function mustBeSets(criteria: readonly string[]): void {
  if (criteria.some((set) => !clauseSets.some((one) => one.id === set)))
    throw Invalid.field('criteria', 'shared.form.choose');
}

function plain(line: ProgrammeLine): ProgrammeLine {
  return (line as ProgrammeLine & { toObject?(): ProgrammeLine }).toObject?.() ?? line;
}
