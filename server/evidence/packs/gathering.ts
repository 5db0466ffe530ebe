// What goes into a pack: its chapters, clause by clause, and each piece of evidence once.
import type { Engagement } from '../../platform/access/engagement.ts';
import type { User } from '../../platform/access/roles.ts';
import { dayOf, type Day } from '../../platform/clock.ts';
import { kindNamed, type Shown } from '../../platform/links/kinds.ts';
import { panel, type PanelRow } from '../../platform/links/links.ts';
import { translate } from '../../platform/words/index.ts';
import {
  allClauses,
  codeOf,
  standingsOf,
  withParts,
  type Clause,
  type Standing,
} from '../../requirements/index.ts';
import type { PackRecord } from './pack.ts';
import { itemsOfPlan } from './sources/index.ts';

export interface Chapter {
  code: string;
  title: string;
  /** Id of the clause; null for a chapter about a record. */
  clause: string | null;
  /** Code of the chapter that it is a part of, a plan of which it is an item; null: it stands by itself. */
  within: string | null;
  /** How the entity stands and what it says of it; empty where nobody assessed it. */
  state: string;
  statement: string;
  assessed: string;
  /** What proves it, and what the link means. */
  evidence: { key: string; meaning: string }[];
}

export interface Gathered {
  chapters: Chapter[];
  /** By `kind:id`, in the order in which the chapters name them. */
  shown: Map<string, Shown>;
}

/** Reads with the eyes of a certifying body, whoever asked: personal data masked, reserved series left out, the scope of the engagement. */
export function readerOf(pack: Pick<PackRecord, 'cutOff' | 'language'>, engagement: Engagement | null): User {
  const scope = engagement ?? { id: '', code: '', sets: null, processes: null, from: '1900-01-01', until: pack.cutOff };
  const user = { id: '', name: '', email: '', positions: [], areas: [], language: pack.language };
  return { ...user, roles: ['certifier'], engagement: { ...scope, cutOff: pack.cutOff } };
} // prettier-ignore

export async function gather(pack: PackRecord, reader: User): Promise<Gathered> {
  const { subject, cutOff, language } = pack;
  const shown = new Map<string, Shown>();
  const keep = (rows: readonly PanelRow[]): Chapter['evidence'] =>
    rows.flatMap((row) => {
      const key = `${row.shown.kind}:${row.shown.id}`;
      if (row.shown.kind === 'clause') return [];
      shown.set(key, row.shown);
      return [{ key, meaning: translate(language, `shared.links.${row.direction}.${row.meaning}`) }];
    });
  if (subject.kind !== 'clause' && subject.kind !== 'set')
    return { chapters: await recordChapters(pack, reader, keep, shown), shown };
  const clauses = subject.kind === 'set' ? allClauses(subject.id) : withParts(subject.id);
  const standings = await standingsOf(clauses[0]?.set ?? '', cutOff);
  const chapters: Chapter[] = [];
  for (const clause of clauses) {
    const rows = await panel({ kind: 'clause', id: clause.id }, reader, cutOff);
    chapters.push({ ...clauseChapter(clause, standings.get(clause.id), pack, cutOff), evidence: keep(rows) });
  }
  return { chapters, shown };
}

function clauseChapter(
  clause: Clause,
  standing: Standing | undefined,
  { language }: PackRecord,
  day: Day,
): Omit<Chapter, 'evidence'> {
  const head = { code: codeOf(clause), title: clause.text[language], clause: clause.id, within: null };
  // What was assessed after the cut-off is not told.
  const assessed = standing?.assessed && dayOf(standing.assessed.at) <= day ? standing.assessed : null;
  if (!standing || !assessed) return { ...head, state: '', statement: '', assessed: '' };
  const by = [assessed.name, assessed.position].filter(Boolean).join(', ');
  const state = translate(language, `requirements.state.${standing.state}`);
  return { ...head, state, statement: standing.statement, assessed: by };
}

/** A record with what is linked to it; of a plan also its items, each with what is linked to it. */
async function recordChapters(
  { subject, cutOff }: PackRecord,
  reader: User,
  keep: (rows: readonly PanelRow[]) => Chapter['evidence'],
  shown: Map<string, Shown>,
): Promise<Chapter[]> {
  const [own] = (await kindNamed(subject.kind)?.show([subject.id], reader, cutOff)) ?? [];
  const key = `${subject.kind}:${subject.id}`;
  if (own) shown.set(key, own);
  const first = recordChapter({ code: subject.code, title: own?.title ?? subject.title }, null, [
    ...(own ? [{ key, meaning: '' }] : []),
    ...keep(await panel({ kind: subject.kind, id: subject.id }, reader, cutOff)),
  ]);
  const chapters = [first];
  for (const item of own ? await itemsOfPlan(own, reader, cutOff) : [])
    chapters.push(recordChapter(item, subject.code, keep(await panel(item, reader, cutOff))));
  return chapters;
}

function recordChapter(
  { code, title }: Pick<Shown, 'code' | 'title'>,
  within: string | null,
  evidence: Chapter['evidence'],
): Chapter {
  return { code, title, clause: null, within, state: '', statement: '', assessed: '', evidence };
}
