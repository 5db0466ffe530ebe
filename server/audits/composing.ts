// Compose a checklist: lines out of clauses, out of the activities that procedures in force state, out of a kept list, or typed (G14).
import type { Model } from 'mongoose';
import { activitiesInForce, type StatedActivity } from '../documents/index.ts';
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { act, currentAct } from '../platform/audit/act.ts';
import { bulkInsert } from '../platform/audit/bulk.ts';
import { Invalid, NotFound, Refusal } from '../platform/errors.ts';
import { clauseById, codeOf, setOf, withParts, type Clause } from '../requirements/index.ts';
import type { AuditDoc } from './audit.ts';
import { auditForChange, inLine, mustBe } from './changing.ts';
import { Line, type LineRecord } from './line.ts';
import { stampOf } from './stored.ts';
import { Template, type TemplateLine, type TemplateRecord } from './template.ts';

/** More lines than these nobody answers; the bound keeps an act small. */
export const MOST_LINES = 1_500;

export interface ComposeInput {
  /** Ids of clauses; one with parts brings its parts. */
  clauses: string[];
  /** `document activity-number`, as the page offered them. */
  activities: string[];
  /** Id of a kept checklist. */
  template: string | null;
  /** Typed questions, and the section that they go to. */
  own: string[];
  section: string;
}

/** Adds lines behind those that are there; one that asks the same against the same is left out. Returns how many were added. */
export function compose(
  code: string,
  input: ComposeInput,
  language: 'es' | 'en',
  user: User,
): Promise<number> {
  return act('audits.compose', actorOf(user), async () => {
    const audit = await auditForChange(code);
    mustBe(audit, 'planned', 'proposed', 'accepted', 'in_progress');
    const wanted = [
      ...fromClauses(input.clauses, language),
      ...(await fromActivities(audit, input.activities)),
      ...(await fromTemplate(input.template)),
      ...input.own.map((question): TemplateLine => ({ section: input.section || audit.title, against: '', source: { kind: 'own' }, question })),
    ];
    return addLines(audit, wanted);
  }, inLine(code)); // prettier-ignore
}

/** Inside an open act. */
export async function addLines(audit: AuditDoc, wanted: readonly TemplateLine[]): Promise<number> {
  const known = await Line.find({ audit: audit._id }).select('order section against question').lean<LineRecord[]>();
  const keys = new Set(known.map(keyOf));
  const fresh = wanted.filter((line) => !keys.has(keyOf(line)) && keys.add(keyOf(line)));
  if (known.length + fresh.length > MOST_LINES) throw new Refusal('audits.refusal.too_many_lines', { count: MOST_LINES });
  const last = Math.max(0, ...known.map((line) => line.order));
  const made = fresh.map((line, index) => ({
    ...line,
    audit: audit._id,
    order: last + index + 1,
  }));
  await bulkInsert<LineRecord>(Line as unknown as Model<LineRecord>, made);
  return fresh.length;
} // prettier-ignore

/** Keeps the questions of an audit for others, without any answer. @throws Invalid when the name is taken */
export async function keepAsTemplate(code: string, { name }: { name: string }, user: User): Promise<void> {
  await act('audits.keep_template', actorOf(user), async () => {
    const audit = await auditForChange(code);
    const lines = await Line.find({ audit: audit._id }).sort({ order: 1 }).lean<LineRecord[]>();
    const kept = lines.filter((line) => line.source.kind !== 'finding');
    if (kept.length === 0) throw new Refusal('audits.refusal.no_lines');
    if (await Template.exists({ name })) throw Invalid.field('name', 'audits.form.template_taken');
    await new Template({
      name,
      lines: kept.map(({ section, against, source, question }) => ({ section, against, source, question })),
      kept: stampOf(user, currentAct().at),
    }).save();
  }, inLine(code)); // prettier-ignore
}

function fromClauses(ids: readonly string[], language: 'es' | 'en'): TemplateLine[] {
  const clauses = ids.flatMap((id) => {
    const clause = clauseById(id);
    if (!clause) throw Invalid.field('clauses', 'shared.form.choose');
    return leavesOf(clause);
  });
  return clauses.map((clause) => ({
    section: sectionOf(clause, language),
    against: codeOf(clause),
    source: { kind: 'clause', clause: clause.id },
    question: clause.text[language],
  }));
}

/** A clause that only has parts is asked by its parts. */
function leavesOf(clause: Clause): Clause[] {
  const all = withParts(clause.id); // prettier-ignore
  const parents = new Set(all.map((one) => one.parent));
  return all.filter((one) => !parents.has(one.id));
}

function sectionOf(clause: Clause, language: 'es' | 'en'): string {
  let top = clause;
  for (let above = clause.parent; above; above = top.parent)
    top = clauseById(above) ?? { ...top, parent: null };
  return `${codeOf(top)} · ${top.text[language]}`.slice(0, 160) || setOf(clause).id;
}

async function fromActivities(audit: AuditDoc, wanted: readonly string[]): Promise<TemplateLine[]> {
  if (wanted.length === 0) return [];
  const known = new Map<string, StatedActivity>();
  for (const { id } of audit.processes)
    for (const one of await activitiesInForce(id)) known.set(`${one.document} ${one.number}`, one);
  return wanted.map((key) => {
    const found = known.get(key);
    if (!found) throw Invalid.field('activities', 'shared.form.choose');
    const { document, code, title, version, number, name, records } = found;
    return {
      section: `${code} · ${title}`.slice(0, 160),
      against: `${code} v. ${version}, ${number}`,
      source: { kind: 'activity', document, code, version, activity: number },
      question: records.length > 0 ? `${name} (${records.join('; ')})` : name,
    };
  });
}

async function fromTemplate(id: string | null): Promise<TemplateLine[]> {
  if (!id) return [];
  const template = await Template.findById(id).lean<TemplateRecord>();
  if (!template) throw new NotFound();
  return template.lines;
}

function keyOf(line: Pick<TemplateLine, 'section' | 'against' | 'question'>): string {
  return `${line.section}\n${line.against}\n${line.question}`;
}
