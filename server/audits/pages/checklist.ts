// Pages of the field work: the checklist by section, one line, composing it, and samples.
import { randomUUID } from 'node:crypto';
import { activitiesInForce } from '../../documents/index.ts';
import { clauseSets, codeOf, partsOfClause } from '../../requirements/index.ts';
import { closeFor } from '../../platform/access/engagement.ts';
import { PAGE_SIZE, pageOf, skipFor } from '../../platform/db/paging.ts';
import { NotFound } from '../../platform/errors.ts';
import { fileStore } from '../../platform/files/index.ts';
import type { InputOf } from '../../platform/forms/forms.ts';
import { accepts, attachmentsOf } from '../../platform/http/attachments.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { checkLine } from '../checking.ts';
import { compose } from '../composing.ts';
import { drawSample } from '../drawing.ts';
import type { composeForm, composeQuery, lineCheckForm, sampleForm, sectionQuery } from '../forms/working.ts';
import type { AuditSubject, LineSubject } from '../policy.ts';
import { auditAbilities, auditHead, pathOf } from '../present/audits.ts';
import { lineView, resultOptions, sampleRow, sectionRow } from '../present/checklist.ts';
import { findingsOf, linesOf, samplesOf, sectionsOf, type SectionTally } from '../queries/reading.ts';
import { templatesOffered } from '../queries/templates.ts';
import { itemsOf, SAMPLE_METHODS } from '../rules/sampling.ts';
import { storedFiles } from './files.ts';

export const photoUpload = accepts({ allowed: ['jpg', 'png', 'pdf'], megabytes: 15, files: 6 });

export async function checklist(ctx: Ctx<AuditSubject, undefined, InputOf<typeof sectionQuery>>): Promise<void> {
  const { subject, t, query } = ctx;
  const { audit } = subject;
  const close = closeFor(ctx.user);
  const sections = await sectionsOf(audit._id, close);
  const current = sections[Math.min(query.seccion, sections.length) - 1];
  const lines = current ? await linesOf(audit._id, current.section, close) : [];
  const page = pageOf(lines.slice(skipFor(query.pagina), skipFor(query.pagina) + PAGE_SIZE), lines.length, query.pagina);
  const can = auditAbilities(subject, ctx);
  const findings = await findingsOf(audit._id, close);
  const { total, blank } = totalOf(sections);
  ctx.page('audits/checklist', {
    ...auditHead(audit, ctx, 'lista', subject),
    sections: sections.map((one) => sectionRow(one, one === current, audit.code, t)),
    section: current,
    list: { ...page, rows: page.rows.map((line) => lineView(line, audit, findings, t)) },
    options: resultOptions(t),
    total,
    blank,
    share: total === 0 ? 0 : (total - blank) / total,
    can,
  });
} // prettier-ignore

/** One line by itself: where a form that was refused comes back, and what a phone asks for. */
export async function line(ctx: Ctx<LineSubject>): Promise<void> {
  const { subject, t } = ctx;
  const { audit, line: one } = subject;
  ctx.page('audits/line', {
    ...auditHead(audit, ctx, 'lista', subject),
    line: lineView(one, audit, await findingsOf(audit._id, closeFor(ctx.user)), t),
    options: resultOptions(t),
    back: await sectionPath(subject),
    can: auditAbilities(subject, ctx),
  });
}

export async function check(ctx: Ctx<LineSubject, InputOf<typeof lineCheckForm>>): Promise<void> {
  const { audit, line: one } = ctx.subject;
  const { result, evidence, interviewee, note, seen, terse } = ctx.input;
  const photos = storedFiles(await attachmentsOf(ctx.req, 'photos'));
  await checkLine(audit.code, String(one._id), { result, evidence, interviewee, note, seen: Number(seen) || 0, photos }, ctx.user);
  // A script that saves in the background needs no page: a few bytes over a poor line.
  if (terse) return ctx.redirect(pathOf(audit.code, 'lista', 'lineas', String(one._id), 'estado'));
  await ctx.redirect(`${await sectionPath(ctx.subject)}#linea-${one.order}`, { key: 'audits.flash.line_saved', params: { order: one.order } });
} // prettier-ignore

/** What the background needs to go on: when the line was saved, a key for the next time, and what the page says about it now. */
export async function standing({ subject, res, t, user }: Ctx<LineSubject>): Promise<void> {
  const { audit, line: one } = subject;
  const close = closeFor(user);
  const [findings, sections] = await Promise.all([
    findingsOf(audit._id, close),
    sectionsOf(audit._id, close),
  ]);
  const { resultText, needsFinding, findingPath } = lineView(one, audit, findings, t);
  const { total, blank } = totalOf(sections);
  res.json({
    seen: one.by?.at.getTime() ?? 0,
    result: one.result,
    photos: one.photos.length,
    once: randomUUID(),
    said: resultText,
    finding: needsFinding ? findingPath : '',
    progress: t('audits.progress.lines', { total, blanks: blank }),
    share: total === 0 ? 0 : Math.round((100 * (total - blank)) / total),
  });
}

function totalOf(sections: readonly SectionTally[]): { total: number; blank: number } {
  return {
    total: sections.reduce((sum, one) => sum + one.total, 0),
    blank: sections.reduce((sum, one) => sum + one.blank, 0),
  };
}

export async function photo(ctx: Ctx<LineSubject>): Promise<void> {
  const { params } = ctx.req;
  const found = ctx.subject.line.photos.find((one) => one.sha256 === params.photo);
  if (!found) throw new NotFound();
  ctx.download(found.name, found.type, await fileStore().read(found.sha256));
}

export async function composing(ctx: Ctx<AuditSubject, undefined, InputOf<typeof composeQuery>>): Promise<void> {
  const { subject, t, language } = ctx;
  const { audit } = subject;
  const wanted = ctx.query?.conjunto ?? '';
  const sets = clauseSets.filter((set) => audit.criteria.includes(set.id));
  const set = sets.find((one) => one.id === wanted) ?? sets[0];
  const [activities, templates, sections] = await Promise.all([
    Promise.all(audit.processes.map(({ id }) => activitiesInForce(id))),
    templatesOffered(),
    sectionsOf(audit._id),
  ]);
  const procedures = [...Map.groupBy(activities.flat(), (one) => one.document)].map(([, own]) => ({
    title: `${own[0]?.code ?? ''} v. ${own[0]?.version ?? ''} · ${own[0]?.title ?? ''}`,
    options: own.map((one) => ({ value: `${one.document} ${one.number}`, label: `${one.number}. ${one.name}` })),
  }));
  ctx.page('audits/compose', {
    ...auditHead(audit, ctx, 'lista', subject),
    heading: t('audits.compose.title'),
    sets: sets.map((one) => ({ href: `?conjunto=${one.id}`, label: t(one.word), current: one === set })),
    clauses: (set?.clauses ?? []).filter((one) => one.parent === null).map((one) => ({
      title: `${codeOf(one)} · ${one.text[language]}`.slice(0, 160),
      options: [one, ...partsOfClause(one.id)].map((part) => ({ value: part.id, label: `${codeOf(part)} · ${part.text[language]}` })).slice(partsOfClause(one.id).length > 0 ? 1 : 0),
    })),
    procedures,
    templates,
    sections: sections.map((one) => one.section),
    action: pathOf(audit.code, 'lista', 'armado'),
    can: auditAbilities(subject, ctx),
  });
} // prettier-ignore

export async function composeLines(
  ctx: Ctx<AuditSubject, InputOf<typeof composeForm>, InputOf<typeof composeQuery>>,
): Promise<void> {
  const { code } = ctx.subject.audit;
  const { own, ...input } = ctx.input;
  const count = await compose(code, { ...input, own: itemsOf(own) }, ctx.language, ctx.user);
  await ctx.redirect(pathOf(code, 'lista'), { key: 'audits.flash.lines_added', params: { count } });
}

export async function samples(ctx: Ctx<AuditSubject>): Promise<void> {
  const { subject, t } = ctx;
  const { audit } = subject;
  const drawn = await samplesOf(audit._id, closeFor(ctx.user));
  ctx.page('audits/samples', {
    ...auditHead(audit, ctx, 'muestras', subject),
    samples: drawn.map((one) => sampleRow(one, t)),
    methods: SAMPLE_METHODS.map((value) => ({ value, label: t(`audits.sample_method.${value}`) })),
    seed: `${audit.code}-${drawn.length + 1}`,
    action: pathOf(audit.code, 'muestras'),
    can: auditAbilities(subject, ctx),
  });
}

export async function draw(ctx: Ctx<AuditSubject, InputOf<typeof sampleForm>>): Promise<void> {
  const { code } = ctx.subject.audit;
  const { items, populationSize, ...input } = ctx.input;
  const size = /^\d{1,8}$/.test(populationSize) ? Number(populationSize) : 0;
  const number = await drawSample(code, { ...input, items: itemsOf(items), populationSize: size }, ctx.user);
  await ctx.redirect(`${pathOf(code, 'muestras')}#muestra-${number}`, { key: 'audits.flash.drawn', params: { number } });
} // prettier-ignore

/** The page of the checklist on which a line stands. */
async function sectionPath({ audit, line: one }: LineSubject): Promise<string> {
  const sections = await sectionsOf(audit._id);
  const number = sections.findIndex(({ section }) => section === one.section) + 1;
  const place = (await linesOf(audit._id, one.section)).findIndex(({ order }) => order === one.order);
  const page = Math.floor(place / PAGE_SIZE) + 1;
  return `${pathOf(audit.code, 'lista')}?seccion=${number}${page > 1 ? `&pagina=${page}` : ''}`;
}
