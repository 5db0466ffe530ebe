// Handlers of the requirements.
import type { Ctx } from '../platform/http/context.ts';
import { lineOf } from '../platform/links/lines.ts';
import { linksOf, panel } from '../platform/links/links.ts';
import { entity } from '../platform/settings/settings.ts';
import type { Clause } from './catalogue/clause.ts';
import { clauseById, clauseSets, findClauses, partsOfClause, relatedTo, setOf } from './catalogue/index.ts';
import { BINDS } from './forms.ts';
import { codeOf } from './kinds.ts';
import { clauseLine, sectionRows, setLine, topicOptions } from './present.ts';

type Query = { conjunto: string; obliga: string; tema: string; q: string };

export function index(ctx: Ctx<undefined, undefined, Query>): void {
  const { query, language, t } = ctx;
  const set = clauseSets.find((one) => one.id === query.conjunto) ?? clauseSets[0]!;
  // Without a choice the page shows what binds the entity that runs this copy.
  const obliga =
    query.obliga in BINDS ? query.obliga : entity.get().kind === 'ministry' ? 'ministerio' : 'etc';
  const binds = BINDS[obliga as keyof typeof BINDS];
  const found = findClauses({ set: set.id, binds, topic: query.tema || undefined, typed: query.q }, language);
  ctx.page('requirements/index', {
    title: t('requirements.title'),
    tabs: clauseSets.map((one) => ({
      ...setLine(one, t),
      href: `/requisitos?conjunto=${one.id}`,
      current: one === set,
    })),
    set: setLine(set, t),
    sections: sectionRows(found, language, t),
    found: found.length,
    filters: { ...query, conjunto: set.id, obliga },
    binds: Object.keys(BINDS).map((value) => ({ value, label: t(`requirements.filter.${value}`) })),
    topics: topicOptions(set, t),
    hasBinds: set.clauses.some((clause) => clause.binds.length === 1),
  });
}

export async function show(ctx: Ctx<Clause>): Promise<void> {
  const { subject: clause, user, language, t } = ctx;
  const above = clause.parent ? clauseById(clause.parent) : undefined;
  const set = setOf(clause);
  const linked = await panel({ kind: 'clause', id: clause.id }, user);
  const line = (one: Clause) => clauseLine(one, language, t);
  ctx.page('requirements/show', {
    title: `${codeOf(clause)} ${clause.text[language]}`,
    crumbs: [
      { label: t('requirements.title'), href: '/requisitos' },
      { label: t(set.word), href: `/requisitos?conjunto=${set.id}` },
      ...(above ? [{ label: codeOf(above), href: line(above).href }] : []),
      { label: clause.code },
    ],
    clause: line(clause),
    code: codeOf(clause),
    note: clause.note?.[language],
    set: setLine(set, t),
    facts: [
      { label: t('requirements.field.set'), value: setLine(set, t).label },
      { label: t('requirements.field.binds'), value: t(`requirements.binds.${clause.binds.length > 1 ? 'all' : clause.binds[0]}`) },
      { label: t('requirements.field.topic'), value: t(`requirements.topic.${clause.topic}`) },
      ...(clause.registers ? [{ label: t('requirements.field.registers'), value: t('requirements.registers') }] : []),
    ],
    above: above ? line(above) : null,
    parts: await Promise.all(partsOfClause(clause.id).map(async (part) => ({ ...line(part), links: (await linksOf({ kind: 'clause', id: part.id })).length }))),
    related: relatedTo(clause.id).map(line),
    linked: linked.map((row) => lineOf(row, t)),
  }); // prettier-ignore
}
