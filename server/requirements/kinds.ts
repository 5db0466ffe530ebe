// Clauses as records that others point at: evidence, procedures, findings.
import type { Kind, Shown } from '../platform/links/kinds.ts';
import { allClauses, clauseById, findClauses, setOf } from './catalogue/index.ts';
import type { Clause } from './catalogue/clause.ts';

export const clauseKind: Kind = {
  name: 'clause',
  words: { one: 'requirements.one', many: 'requirements.many' },
  async show(ids, user) {
    return ids.map(clauseById).filter((clause) => clause !== undefined).map((clause) => shownIn(clause, user?.language ?? 'es')); // prettier-ignore
  },
  async find(typed, user, limit) {
    const language = user.language ?? 'es';
    return findClauses({ typed }, language).slice(0, limit).map((clause) => shownIn(clause, language)); // prettier-ignore
  },
  // Clauses are named aloud and typed in a hurry: g1a is G1a.
  async byCode(code, user) {
    const wanted = code.toLowerCase();
    // By its id, or as every page writes it: ISO 9001:2015, 7.5.3.
    const clause = allClauses().find(
      (one) => one.id.toLowerCase() === wanted || codeOf(one).toLowerCase() === wanted,
    );
    return clause ? shownIn(clause, user.language ?? 'es') : null;
  },
  async *enumerate() {
    for (const clause of allClauses()) yield clause.id;
  },
};

/** The address of a clause's page. */
export function urlOf(clause: Clause): string {
  return `/requisitos/${encodeURIComponent(clause.id)}`;
}

/** A clause as another language's reader sees it; its code says the set when it is not the specification's. */
function shownIn(clause: Clause, language: 'es' | 'en'): Shown {
  return {
    kind: 'clause',
    id: clause.id,
    code: codeOf(clause),
    title: clause.text[language],
    url: urlOf(clause),
    state: null,
  };
}

/** `G1a`, but `ISO 9001:2015, 7.5.3` and `MIPG, P15` outside the specification. */
export function codeOf(clause: Clause): string {
  const { id, edition } = setOf(clause);
  if (id.startsWith('iso-9001')) return `ISO 9001:${edition}, ${clause.code}`;
  return id.startsWith('mipg') ? `MIPG, ${clause.code}` : clause.code;
}
