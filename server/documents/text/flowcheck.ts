// Checks that the flow of a procedure holds together: numbers once, targets that exist, every activity reached, an end.
import { NOT_STATED } from './header.ts';
import type { Activity, Problem } from './header.ts';

export const END = 'fin';

/**
 * Adds a problem for each break in the flow.
 * @param lines the line of the text on which each activity begins, in the same order
 */
export function checkFlow(activities: Activity[], lines: number[], problems: Problem[]): void {
  const note = (word: string, index: number, data: Record<string, string>) =>
    problems.push({ key: `documents.text.${word}`, line: lines[index] ?? 1, data });
  const known = knownTargets(activities);
  const numbers = new Set<string>();
  activities.forEach((activity, index) => {
    if (numbers.has(activity.number)) note('repeatedNumber', index, { number: activity.number });
    numbers.add(activity.number);
    for (const target of targetsOf(activity, activities[index + 1])) {
      if (!known.has(target)) note('badTarget', index, { number: activity.number, target });
    }
  });
  const reached = reachable(activities);
  activities.forEach((activity, index) => {
    if (!reached.has(activity.number)) note('unreached', index, { number: activity.number });
  });
  if (!reached.has(END)) note('noEnd', activities.length - 1, {});
}

/** Where an activity without decisions goes: what it says, else the next one, else the end. */
export function nextOf(activity: Activity, following: Activity | undefined): string {
  return activity.next || following?.number || END;
}

function targetsOf(activity: Activity, following: Activity | undefined): string[] {
  if (activity.decisions.length === 0) return [nextOf(activity, following)];
  return activity.decisions.flatMap((decision) => [decision.yes.to, decision.no.to]);
}

function knownTargets(activities: Activity[]): Set<string> {
  const known = new Set([END, NOT_STATED]);
  for (const { number, decisions } of activities) {
    known.add(number);
    decisions.forEach((_, index) => known.add(`${number}.${index + 1}`));
  }
  return known;
}

function reachable(activities: Activity[]): Set<string> {
  const at = new Map(activities.map((activity, index) => [activity.number, index]));
  const reached = new Set<string>();
  const waiting = activities[0] ? [activities[0].number] : [];
  while (waiting.length > 0) {
    const target = waiting.pop() ?? END;
    const index = at.get(target) ?? at.get(target.replace(/\.\d+$/, ''));
    const name = index === undefined ? target : (activities[index]?.number ?? target);
    if (reached.has(name)) continue;
    reached.add(name);
    const activity = index === undefined ? undefined : activities[index];
    if (activity) waiting.push(...targetsOf(activity, activities[(index ?? 0) + 1]));
  }
  return reached;
}
