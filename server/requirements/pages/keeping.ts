// Keep a clause: who answers, what is expected, whether it applies, which documents govern it; and judge it.
import { positionOptions } from '../../people/index.ts';
import type { Ctx } from '../../platform/http/context.ts';
import type { InputOf } from '../../platform/forms/forms.ts';
import { kindNamed } from '../../platform/links/kinds.ts';
import type { appliesForm, assessForm, dutiesForm, governForm, pickQuery, stopForm } from '../forms.ts';
import { govern, governingOf, stopGoverning } from '../governing.ts';
import { urlOf } from '../kinds.ts';
import { assess, decideApplicability, describeClause } from '../keeping.ts';
import type { ClauseSubject } from '../policy.ts';
import { clauseLine, governingLine } from '../present/clauses.ts';
import { VERDICTS } from '../rules.ts';
import { clauseHead } from './showing.ts';

type Kept<I> = Ctx<ClauseSubject, I>;
type Picking = InputOf<typeof pickQuery>;
const MOST = 12;

export async function keep(ctx: Ctx<ClauseSubject, undefined, Picking | undefined>): Promise<void> {
  const { subject, user, t, language } = ctx;
  const { clause, standing } = subject;
  const typed = ctx.query?.buscar ?? '';
  const [governing, positions, found] = await Promise.all([
    governingOf(clause.id, user),
    positionOptions(),
    typed ? (kindNamed('document')?.find(typed, user, MOST) ?? []) : [],
  ]);
  const own = governing.filter((one) => one.clause === clause.id);
  ctx.page('requirements/keep', {
    ...clauseHead(ctx, t('requirements.keep.title')),
    clause: clauseLine(clause, language, t),
    standing: { ...standing, expected: standing.expected.join('\n') },
    appliesNow: standing.applies ? 'si' : 'no',
    positions,
    applies: [
      { value: 'si', label: t('requirements.keep.applies_yes') },
      { value: 'no', label: t('requirements.keep.applies_no') },
    ],
    governing: own.map((one) => governingLine(one, clause.id, t, language)),
    typed,
    found: found
      .filter((one) => !own.some(({ document }) => document.id === one.id))
      .map((one) => ({ code: one.code, href: one.url, title: one.title, tag: one.state && { kind: one.state.tone, text: t(one.state.key) } })),
  });
} // prettier-ignore

export async function setDuties(ctx: Kept<InputOf<typeof dutiesForm>>): Promise<void> {
  const { responsible, expected } = ctx.input;
  const lines = expected.split('\n').map((line) => line.trim()).filter(Boolean); // prettier-ignore
  await describeClause(ctx.subject.clause.id, { responsible, expected: [...new Set(lines)] }, ctx.user);
  await ctx.redirect(urlOf(ctx.subject.clause), { key: 'requirements.flash.described' });
}

export async function setApplicability(ctx: Kept<InputOf<typeof appliesForm>>): Promise<void> {
  const { applies, reason } = ctx.input;
  await decideApplicability(ctx.subject.clause.id, { applies: applies === 'si', reason }, ctx.user);
  await ctx.redirect(urlOf(ctx.subject.clause), { key: 'requirements.flash.applicability' });
}

export async function addDocument(ctx: Kept<InputOf<typeof governForm>>): Promise<void> {
  await govern(ctx.subject.clause.id, ctx.input.document, ctx.user);
  await ctx.redirect(`${urlOf(ctx.subject.clause)}/gestion`, { key: 'requirements.flash.governed' });
}

export async function dropDocument(ctx: Kept<InputOf<typeof stopForm>>): Promise<void> {
  await stopGoverning(ctx.subject.clause.id, ctx.input.document, ctx.user);
  await ctx.redirect(`${urlOf(ctx.subject.clause)}/gestion`, { key: 'requirements.flash.not_governed' });
}

export function judging(ctx: Ctx<ClauseSubject>): void {
  const { subject, language, t } = ctx;
  const { standing, clause } = subject;
  ctx.page('requirements/assess', {
    ...clauseHead(ctx, t('requirements.assess.title')),
    clause: clauseLine(clause, language, t),
    note: clause.note?.[language],
    standing,
    verdicts: verdictOptions(t),
  });
}

export async function judge(ctx: Kept<InputOf<typeof assessForm>>): Promise<void> {
  await assess(ctx.subject.clause.id, ctx.input, ctx.user);
  await ctx.redirect(urlOf(ctx.subject.clause), { key: 'requirements.flash.assessed' });
}

const TONES = { conforming: 'ok', nonconforming: 'bad', not_applicable: 'off' } as const;

export function verdictOptions(t: Ctx['t']) {
  return VERDICTS.map((value) => ({ value, label: t(`requirements.state.${value}`), hint: t(`requirements.state_means.${value}`), state: TONES[value] })); // prettier-ignore
}
