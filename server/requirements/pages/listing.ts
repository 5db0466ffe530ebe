// The list of a set: clause by clause with its state, and what lies between two sets.
import { asOfFor } from '../../platform/access/engagement.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { entity } from '../../platform/settings/settings.ts';
import type { InputOf } from '../../platform/forms/forms.ts';
import { clauseSets, findClauses } from '../catalogue/index.ts';
import { BINDS, type filterForm, type gapForm } from '../forms.ts';
import { gapBetween } from '../gaps.ts';
import { judgedStates, sectionRows, setLine, tallyBars, topicOptions } from '../present/clauses.ts';
import { gapView } from '../present/gaps.ts';
import { evidenceCounts, standingsFor } from '../queries.ts';
import { STATES, tallyOf } from '../rules.ts';
import { appliesHere } from '../standings.ts';

export async function index(ctx: Ctx<undefined, undefined, InputOf<typeof filterForm>>): Promise<void> {
  const { query, language, t } = ctx;
  const set = clauseSets.find((one) => one.id === query.conjunto) ?? clauseSets[0]!;
  // Without a choice the page shows what binds the entity that runs this copy.
  const obliga = query.obliga in BINDS ? query.obliga : entity.get().kind === 'ministry' ? 'ministerio' : 'etc';
  const binds = BINDS[obliga as keyof typeof BINDS];
  const standings = await standingsFor(ctx.user, set.id);
  const matching = findClauses({ set: set.id, binds, topic: query.tema || undefined, typed: query.q }, language);
  const found = query.estado ? matching.filter(({ id }) => standings?.get(id)?.state === query.estado) : matching;
  ctx.page('requirements/index', {
    title: t('requirements.title'),
    tabs: clauseSets.map((one) => ({ ...setLine(one, t), href: `/requisitos?conjunto=${one.id}`, current: one === set })),
    set: setLine(set, t, language),
    bars: standings && tallyBars(tallyOf(judgedStates(standings.values())), t),
    sections: sectionRows(found, standings, language, t),
    found: found.length,
    filters: { ...query, conjunto: set.id, obliga },
    binds: Object.keys(BINDS).map((value) => ({ value, label: t(`requirements.filter.${value}`) })),
    states: STATES.map((value) => ({ value, label: t(`requirements.state.${value}`) })),
    topics: topicOptions(set, t),
    hasBinds: set.clauses.some((clause) => clause.binds.length === 1),
    can: { rounds: ctx.may('requirements.rounds') },
  });
} // prettier-ignore

/** The gap between two sets: of two editions where there are two, else of whichever two were chosen. */
export async function gaps(ctx: Ctx<undefined, undefined, InputOf<typeof gapForm>>): Promise<void> {
  const { query, t } = ctx;
  const sets = clauseSets;
  const twin = sets.flatMap((to, at) => sets.slice(0, at).filter(({ family }) => family === to.family).map((from) => ({ from, to }))).at(-1);
  const from = sets.find(({ id }) => id === query.de) ?? twin?.from ?? sets[1];
  const to = sets.find(({ id }) => id === query.a) ?? (query.de ? sets.find((one) => one !== from) : (twin?.to ?? sets[0]));
  const options = sets.map((one) => ({ value: one.id, label: setLine(one, t).label }));
  const page = { title: t('requirements.gap.title'), crumbs: [{ label: t('requirements.title'), href: '/requisitos' }, { label: t('requirements.gap.title') }], options, filters: { de: from?.id, a: to?.id } };
  if (!from || !to || from === to) return ctx.page('requirements/gap', { ...page, same: true });
  const whole = gapBetween(from, to);
  // What never binds an entity of this kind is no gap of its own.
  const gap = { ...whole, rows: whole.rows.filter(({ clause }) => appliesHere(clause)), gone: whole.gone.filter(appliesHere) };
  const [standings, counts] = await Promise.all([standingsFor(ctx.user, from.id), evidenceCounts(from.clauses.map(({ id }) => id), asOfFor(ctx.user))]);
  ctx.page('requirements/gap', { ...page, ...gapView(gap, { standings, counts }, ctx.language, t) });
} // prettier-ignore
