// The technical specification as a set: every section and every part, with whom it binds.
import type { Bound, Clause, ClauseSet, SectionData } from '../clause.ts';
import { management } from './management.ts';
import { ministry } from './ministry.ts';
import { territorial } from './territorial.ts';

const ID = 'technical-specification';
/** Sections whose own sentence, and not a part of theirs, obliges to register in the system. */
const REGISTERS = new Set(['T64', 'T65']);

export const technicalSpecification: ClauseSet = {
  id: ID,
  word: 'requirements.sets.technical_specification',
  family: ID,
  edition: null,
  // It holds from its publication, on a day that it does not state.
  inForce: { from: null, until: null },
  unconfirmed: false,
  clauses: [
    ...clausesOf(management, ['ministry', 'territorial']),
    ...clausesOf(ministry, ['ministry']),
    ...clausesOf(territorial, ['territorial']),
  ],
};

function clausesOf(sections: readonly SectionData[], binds: readonly Bound[]): Clause[] {
  return sections.flatMap((section) => [
    clause(section.id, null, section, {
      topic: section.topic,
      binds,
      registers: REGISTERS.has(section.id),
      note: null,
    }),
    ...(section.parts ?? []).map(([mark, es, en, more]) =>
      clause(
        `${section.id}${mark}`,
        section.id,
        { es, en },
        { topic: section.topic, binds, registers: more?.registers ?? false, note: more?.note ?? null },
      ),
    ),
  ]);
}

type Rest = Pick<Clause, 'topic' | 'binds' | 'registers' | 'note'>;

function clause(
  id: string,
  parent: string | null,
  { es, en }: { es: string; en: string },
  rest: Rest,
): Clause {
  return { id, code: id, set: ID, parent, text: { es, en }, ...rest };
}
