// The page of a clause: what governs it, what proves it, who answers for it, how it stands and what happened to it.
import { positionsByIds } from '../../people/index.ts';
import { historyOf } from '../../platform/audit/history.ts';
import { asOfFor, closeFor, coversSet } from '../../platform/access/engagement.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { lineOf } from '../../platform/links/lines.ts';
import { panel } from '../../platform/links/links.ts';
import { timelineOf } from '../../platform/pages/timeline.ts';
import { entity } from '../../platform/settings/settings.ts';
import { formatDate } from '../../platform/words/index.ts';
import { dayOf } from '../../platform/clock.ts';
import { clauseById, isAnswered, partsOfClause, relatedTo, setOf } from '../catalogue/index.ts';
import type { Clause } from '../catalogue/clause.ts';
import { governingOf } from '../governing.ts';
import { codeOf, urlOf } from '../kinds.ts';
import type { ClauseSubject } from '../policy.ts';
import { clauseLine, governingLine, setLine, stateSign } from '../present/clauses.ts';
import { evidenceCounts } from '../queries.ts';
import { roundPath } from '../rounds/kinds.ts';

const LATEST = 8;

export async function show(ctx: Ctx<ClauseSubject>): Promise<void> {
  const { subject, user, language, t } = ctx;
  const { clause, standing, standings } = subject;
  const above = clause.parent ? clauseById(clause.parent) : undefined;
  const parts = partsOfClause(clause.id);
  const seen = coversSet(user, clause.set);
  const [linked, governing, history, counts] = await Promise.all([
    panel({ kind: 'clause', id: clause.id }, user),
    governingOf(clause.id, user),
    seen ? historyOf(`clause:${clause.id}`, { limit: LATEST, before: closeFor(user) }) : [],
    evidenceCounts([clause.id, ...parts.map(({ id }) => id)], asOfFor(user)),
  ]);
  const line = (one: Clause) => clauseLine(one, language, t);
  ctx.page('requirements/show', {
    ...clauseHead(ctx),
    clause: line(clause),
    note: clause.note?.[language],
    sign: seen ? stateSign(standing.state, t) : null,
    facts: await factsOf(ctx),
    standing: seen ? standing : null,
    roundHref: standing.round && ctx.may('requirements.rounds') ? roundPath(standing.round) : null,
    assessed: seen && standing.assessed && !standing.sums && t('requirements.assessed', { who: [standing.assessed.name, standing.assessed.position].filter(Boolean).join(', '), day: formatDate(dayOf(standing.assessed.at), language) }),
    above: above ? line(above) : null,
    parts: parts.map((part) => ({ ...line(part), sign: seen && stateSign(standings.get(part.id)?.state ?? 'blank', t), evidence: counts.get(part.id) ?? 0 })),
    governing: governing.map((one) => governingLine(one, clause.id, t, language)),
    masterList: `/documentos?clausula=${encodeURIComponent(clause.id)}`,
    related: relatedTo(clause.id).map(line),
    linked: linked.filter((row) => row.meaning !== 'governs').map((row) => lineOf(row, t)),
    timeline: timelineOf(history, t),
    can: { keep: ctx.may('requirements.keep', subject), assess: isAnswered(clause) && standing.applies && ctx.may('requirements.assess', subject) },
  });
} // prettier-ignore

/** Title, crumbs and code: the same on every page of a clause. @param here the page below the clause's own, if it is one */
export function clauseHead(
  { subject, language, t }: Pick<Ctx<ClauseSubject>, 'subject' | 'language' | 't'>,
  here?: string,
) {
  const { clause } = subject;
  const above = clause.parent ? clauseById(clause.parent) : undefined;
  const set = setOf(clause);
  return {
    title: here ?? `${codeOf(clause)} ${clause.text[language]}`,
    code: codeOf(clause),
    path: urlOf(clause),
    set: setLine(set, t, language),
    crumbs: [
      { label: t('requirements.title'), href: '/requisitos' },
      { label: t(set.word), href: `/requisitos?conjunto=${set.id}` },
      ...(above ? [{ label: codeOf(above), href: urlOf(above) }] : []),
      ...(here ? [{ label: clause.code, href: urlOf(clause) }, { label: here }] : [{ label: clause.code }]),
    ],
  };
}

async function factsOf({ subject, language, t }: Ctx<ClauseSubject>) {
  const { clause, standing } = subject;
  const [position] = standing.responsible ? await positionsByIds([standing.responsible]) : [];
  return [
    { label: t('requirements.field.set'), value: setLine(setOf(clause), t, language).label },
    { label: t('requirements.field.binds'), value: t(`requirements.binds.${clause.binds.length > 1 ? 'all' : clause.binds[0]}`) },
    { label: t('requirements.field.topic'), value: t(`requirements.topic.${clause.topic}`) },
    { label: t('requirements.field.applies'), value: appliesText({ standing, t }) },
    { label: t('requirements.field.responsible'), value: position?.name ?? null },
    { label: t('requirements.field.expected'), value: standing.expected.join(' · ') },
    ...(clause.registers ? [{ label: t('requirements.field.registers'), value: t('requirements.registers') }] : []),
  ];
} // prettier-ignore

function appliesText({ standing, t }: Pick<ClauseSubject, 'standing'> & Pick<Ctx, 't'>): string {
  const word = standing.applies ? 'yes' : 'no';
  if (standing.reason) return t(`requirements.applies.${word}_because`, { reason: standing.reason });
  return t(standing.applies ? 'requirements.applies.yes' : `requirements.applies.not_${entity.get().kind}`);
}
