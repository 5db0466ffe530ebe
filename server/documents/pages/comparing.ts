// Two versions side by side in words: what was added, removed or moved (G1c).
import { may } from '../../platform/access/policy.ts';
import { NotFound } from '../../platform/errors.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { inWorker } from '../../platform/workers/pool.ts';
import type { Comparison } from '../comparing/index.ts';
import type { ComparingSubject } from '../policy.ts';
import { comparisonView } from '../present/comparing.ts';
import { documentHead, pathOf } from '../present/showing.ts';
import { versionNumbered, versionsOf, type VersionRow } from '../queries/showing.ts';
import { textOf } from '../searching.ts';

const task = { module: new URL('../comparing/task.ts', import.meta.url), name: 'compare' };

export async function compare(
  ctx: Ctx<ComparingSubject, undefined, { de: number; a: number; ver: 'todo' | null }>,
): Promise<void> {
  const { query, user } = ctx;
  const { document } = ctx.subject;
  const [from, to, rows] = await Promise.all([
    versionNumbered(document._id, query.de),
    versionNumbered(document._id, query.a),
    versionsOf(document._id),
  ]);
  if (!from || !to) throw new NotFound();
  for (const version of [from, to])
    if (!may(user, 'documents.read_version', { document, version })) throw new NotFound();
  // Who may not see a version is not offered it.
  const mayRead = (row: VersionRow): boolean =>
    may(user, 'documents.read_version', { document, version: { ...row, content: to.content } });
  const input = {
    before: textOf(from.content),
    after: textOf(to.content),
    unchanged: query.ver === 'todo' ? 'text' : 'count',
  };
  const comparison = await inWorker<typeof input, Comparison>(task, input);
  ctx.page('documents/compare', {
    ...documentHead(document, ctx, 'versions'),
    from,
    to,
    filter: { de: String(query.de), a: String(query.a), ver: query.ver },
    versions: rows.filter(mayRead).map((row) => ({
      value: String(row.number),
      label: `${row.label} · ${ctx.t(`documents.version_state.${row.state}`)}`,
    })),
    back: pathOf(document.code, 'versiones', to.number),
    comparison: comparisonView(comparison, ctx.t),
  });
}
