// The list of reviews: what is overdue or near, and what a change of an external document opened.
import { may } from '../../platform/access/policy.ts';
import { pageOf, PAGE_SIZE, skipFor } from '../../platform/db/paging.ts';
import type { InputOf } from '../../platform/forms/forms.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { today } from '../../platform/clock.ts';
import type { reviewsQuery } from '../forms/reviews.ts';
import { editionOf } from '../present/externals.ts';
import { reviewTone } from '../present/listing.ts';
import { pathOf } from '../present/showing.ts';
import { dueReviews, HORIZONS, type DueReview } from '../queries/reviews.ts';

export async function list(ctx: Ctx<undefined, undefined, InputOf<typeof reviewsQuery>>): Promise<void> {
  const { query, user, t } = ctx;
  const horizon = query.plazo ?? 'noventa';
  const found = await dueReviews(user, horizon, query.mias);
  const skip = skipFor(query.pagina);
  const overdue = found.filter((one) => one.due < today()).length;
  ctx.page('documents/reviews', {
    title: t('documents.reviews.title'),
    crumbs: [{ href: '/', label: t('shared.home') }, { label: t('documents.reviews.title') }],
    list: pageOf(
      found.slice(skip, skip + PAGE_SIZE).map((one) => rowOf(one, ctx)),
      found.length,
      query.pagina,
    ),
    overdue,
    filter: { plazo: horizon, mias: query.mias },
    horizons: Object.keys(HORIZONS).map((value) => ({ value, label: t(`documents.reviews.within.${value}`) })),
    clear: '/revisiones-documentales',
  });
} // prettier-ignore

function rowOf({ document, due, external }: DueReview, ctx: Pick<Ctx, 't' | 'user'>): Record<string, unknown> {
  const { t, user } = ctx;
  const { code, title, ownerName, working } = document;
  const cause = !external
    ? t('documents.reviews.period')
    : external.edition
      ? t('documents.reviews.changed', { name: external.name, edition: editionOf(external.edition) })
      : t('documents.reviews.ended', { name: external.name });
  return {
    href: pathOf(code),
    code,
    title,
    owner: ownerName,
    due,
    tone: reviewTone(due),
    cause,
    working: working && t('documents.reviews.on_its_way', { label: working.label }),
    review: !working && may(user, 'documents.review', document) ? pathOf(code, 'revision') : null,
  };
} // prettier-ignore
