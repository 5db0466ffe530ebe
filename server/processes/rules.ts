// Pure rules of the process map: levels, kinds, codes, the tree.
import { Invalid, Refusal } from '../platform/errors.ts';

export const LEVELS = ['macroprocess', 'process', 'subprocess'] as const;
export type Level = (typeof LEVELS)[number];

/** In the order in which a map shows them. */
export const KINDS = ['strategic', 'mission', 'support', 'evaluation'] as const;
export type ProcessKind = (typeof KINDS)[number];

/** Upper-case letters and digits, with dots or hyphens between: `D`, `D02.03`, `SE-GO-P03`. */
export const CODE = /^[A-Z0-9]+(?:[.-][A-Z0-9]+)*$/;

/** The level below the one of the process above. @throws Invalid when nothing may stand below it */
export function levelBelow(above: Level | null): Level {
  const level = LEVELS[above === null ? 0 : LEVELS.indexOf(above) + 1];
  if (!level) throw Invalid.field('parent', 'processes.form.too_deep');
  return level;
}

/** A macroprocess says what kind it is; what stands below takes it from there. @throws Invalid */
export function kindFor(level: Level, given: ProcessKind | null): ProcessKind | null {
  if (level !== 'macroprocess') return null;
  if (!given) throw Invalid.field('kind', 'processes.form.kind_needed');
  return given;
}

/** A process moves sideways, never to another level: its own parts and all that names it stand on it. @throws Refusal */
export function mustKeepLevel(now: Level, next: Level): void {
  if (now !== next) throw new Refusal('processes.refusal.level_fixed');
}

/** @param activeParts processes in use right below it. @throws Refusal */
export function mustHaveNoActiveParts(activeParts: number): void {
  if (activeParts > 0) throw new Refusal('processes.refusal.has_parts', { count: activeParts });
}
