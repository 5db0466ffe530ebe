// Handlers of the start page, the tasks, the search and the two public notices.
import { now, today } from '../platform/clock.ts';
import type { Ctx } from '../platform/http/context.ts';
import { deskPanelsOf, figuresOf, tasksOf } from '../platform/http/desk.ts';
import { entity } from '../platform/settings/settings.ts';
import { formatWeekday } from '../platform/words/index.ts';
import { capital, countOf, figureLine, panelFor, taskLine } from './present.ts';
import { byCode, byWords } from './queries.ts';
import { greetingAt, leadingRole } from './rules.ts';

/** Lines of tasks on the start page; the rest is on a page of its own. */
const SHOWN = 8;
const BOGOTA_HOURS = -5;

export async function start(ctx: Ctx): Promise<void> {
  const { user, t, language } = ctx;
  const [tasks, figures, panels] = await Promise.all([tasksOf(user), figuresOf(user), deskPanelsOf(user, t)]);
  const role = leadingRole(user.roles);
  const hour = (now().getUTCHours() + 24 + BOGOTA_HOURS) % 24;
  ctx.page('home/start', {
    title: t('home.title'),
    greeting: t(`home.greeting.${greetingAt(hour)}`, { name: user.name.split(' ')[0] ?? '' }),
    dayInWords: capital(formatWeekday(today(), language)),
    count: countOf(tasks, today()),
    tasks: tasks.slice(0, SHOWN).map((task) => taskLine(task, today(), t)),
    more: tasks.length > SHOWN,
    figures: figures.map((figure) => figureLine(figure, language, t)),
    panels: panels.map((panel) => panelFor(panel, today())),
    role,
    can: { create: ctx.may('documents.create'), room: role === 'certifier' && ctx.may('evidence.room') },
  });
}

export async function tasks(ctx: Ctx): Promise<void> {
  const waiting = await tasksOf(ctx.user);
  ctx.page('home/tasks', {
    title: ctx.t('home.tasks'),
    count: countOf(waiting, today()),
    tasks: waiting.map((task) => taskLine(task, today(), ctx.t)),
  });
}

/** A code opens its record at once; anything else is looked for by its words. */
export async function search(ctx: Ctx<undefined, undefined, { q: string }>): Promise<void> {
  const { user, t } = ctx;
  const typed = ctx.query.q;
  const exact = await byCode(typed, user);
  if (exact) return ctx.redirect(exact.url);
  const groups = await byWords(typed, user);
  ctx.page('home/search', {
    title: typed ? t('home.search.title_for', { typed }) : t('home.search.title'),
    typed,
    total: groups.reduce((sum, group) => sum + group.found.length, 0),
    groups: groups.map(({ kind, found }) => ({
      title: capital(t(kind.words.many)),
      lines: found.map(({ code, title, url, state }) => ({
        href: url,
        label: title ? `${code} · ${title}` : code,
        tag: state && { kind: state.tone, text: t(state.key) },
      })),
    })),
  });
}

/** WCAG 2.2 AA: what holds, what does not, how to tell us. */
export function accessibility(ctx: Ctx): void {
  ctx.page('home/accessibility', { title: ctx.t('home.accessibility.title'), ...notice(ctx) });
}

/** The notice that Ley 1581 de 2012 asks for. */
export function personalData(ctx: Ctx): void {
  ctx.page('home/personal-data', { title: ctx.t('home.personal_data.title'), ...notice(ctx) });
}

/** A copy that is not set up yet has no name: the notices speak of "la entidad" then. */
function notice(ctx: Ctx): { entity: string; entityFirst: string } {
  const name = entity.get().name || ctx.t('home.the_entity');
  return { entity: name, entityFirst: capital(name) };
}
