// The route of the list of reviews.
import { route } from '../../platform/http/route.ts';
import { reviewsQuery } from '../forms/reviews.ts';
import { list } from '../pages/reviews.ts';

export const reviews = [
  route({
    method: 'get',
    path: '/revisiones-documentales',
    may: 'documents.reviews',
    query: reviewsQuery,
    handle: list,
  }),
];
