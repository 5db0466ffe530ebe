// The traceability of a document: who cites it, what it cites, its formats; citing and taking a citation back.
import { Invalid } from '../../platform/errors.ts';
import type { Ctx } from '../../platform/http/context.ts';
import type { Ref } from '../../platform/links/kinds.ts';
import { clauseNamed, clauseOptions } from '../../requirements/index.ts';
import { cite, uncite } from '../citing.ts';
import { governClause, leaveClause } from '../governing.ts';
import type { DocumentSubject } from '../policy.ts';
import { linkRows, shownRow } from '../present/links.ts';
import { documentHead, pathOf } from '../present/showing.ts';
import { citable, citables, impactOf } from '../queries/linking.ts';

export async function links(ctx: Ctx<DocumentSubject>): Promise<void> {
  const { subject: document, user, t } = ctx;
  const canCite = ctx.may('documents.describe', document);
  const [impact, choices] = await Promise.all([impactOf(document, user), canCite ? citables(user) : []]);
  ctx.page('documents/links', {
    ...documentHead(document, ctx, 'links'),
    citedBy: impact.citedBy.map((one) => shownRow(one, t)),
    cites: impact.cites.map((one) => shownRow(one, t)),
    formats: impact.formats.map((one) => shownRow(one, t)),
    procedure: impact.procedure.map((one) => shownRow(one, t)),
    governs: impact.governs.map((one) => shownRow(one, t)),
    clauses: canCite ? clauseOptions(ctx.language) : [],
    others: linkRows(impact.others, t),
    choices: choices.filter(({ value }) => value !== document.code),
    can: { cite: canCite, register: ctx.may('documents.edit_externals') },
  });
}

export async function addCitation(ctx: Ctx<DocumentSubject, { cited: string }>): Promise<void> {
  const { subject: document, input, user } = ctx;
  const found = await citable(input.cited, user);
  if (!found) throw Invalid.field('cited', 'documents.form.cited_unknown', { typed: input.cited });
  await cite(document.code, found, user);
  await ctx.redirect(pathOf(document.code, 'vinculos'), { key: 'documents.cites.done' });
}

export async function dropCitation(ctx: Ctx<DocumentSubject, Ref>): Promise<void> {
  await uncite(ctx.subject.code, ctx.input, ctx.user);
  await ctx.redirect(pathOf(ctx.subject.code, 'vinculos'), { key: 'documents.cites.dropped' });
}

export async function addClause(ctx: Ctx<DocumentSubject, { clause: string }>): Promise<void> {
  const { subject: document, input, user } = ctx;
  const clause = clauseNamed(input.clause);
  if (!clause) throw Invalid.field('clause', 'documents.form.clause_unknown', { typed: input.clause });
  await governClause(document.code, clause.id, user);
  await ctx.redirect(pathOf(document.code, 'vinculos'), { key: 'documents.governs.done' });
}

export async function dropClause(ctx: Ctx<DocumentSubject, { clause: string }>): Promise<void> {
  await leaveClause(ctx.subject.code, ctx.input.clause, ctx.user);
  await ctx.redirect(pathOf(ctx.subject.code, 'vinculos'), { key: 'documents.governs.dropped' });
}
