// Tasks and figures as their templates need them.
import type { Day } from '../platform/clock.ts';
import type { DeskPanel, DeskTask } from '../platform/http/desk.ts';
import type { Figure } from '../platform/http/slice.ts';
import { formatDate, formatNumber, type Language } from '../platform/words/index.ts';
import { urgency } from './rules.ts';

type T = (key: string, params?: Record<string, string | number>) => string;

/** A task as a line: what to do, from where and since when, until when. */
export function taskLine(task: DeskTask, today: Day, t: T) {
  return {
    href: task.href,
    label: t(task.word, task.params),
    note: t('home.since', { date: formatDate(task.since) }),
    due: task.due,
    state: urgency(task.due, today),
  };
}

export function figureLine(figure: Figure, language: Language, t: T) {
  return {
    label: t(figure.word),
    value: formatNumber(figure.value, language),
    href: figure.href,
    state: figure.tone,
  };
}

/** How many wait, and how many of them are overdue. */
export function countOf(tasks: readonly DeskTask[], today: Day) {
  return { all: tasks.length, overdue: tasks.filter((task) => urgency(task.due, today) === 'bad').length };
}

/** A list of what comes next, each line with how near its day is. */
export function panelFor(panel: DeskPanel, today: Day) {
  return {
    ...panel,
    lines: panel.lines.map((line) => ({ ...line, state: urgency(line.due ?? null, today) })),
  };
}

/** A sentence begins with a capital. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
