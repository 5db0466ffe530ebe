// Pure rules of schools: DANE codes, sectors, regimes, levels, categories.
import { Invalid } from '../platform/errors.ts';

export const SECTORS = ['official', 'private'] as const;
export type Sector = (typeof SECTORS)[number];
export const ZONES = ['urban', 'rural'] as const;
export type Zone = (typeof ZONES)[number];
/** Of tariffs, for private schools: Ley 115 de 1994, art. 202; Decreto 1075 de 2015. */
export const REGIMES = ['regulated', 'supervised', 'controlled'] as const;
export type Regime = (typeof REGIMES)[number];
export const LEVELS = ['preschool', 'primary', 'secondary', 'upper', 'adults'] as const;
export type Level = (typeof LEVELS)[number];
/** As the Icfes classifies schools by SABER 11, and those that it does not. */
export const SABER_CATEGORIES = ['A+', 'A', 'B', 'C', 'D', 'unrated'] as const;
export type SaberCategory = (typeof SABER_CATEGORIES)[number];

/** 12 digits since 2001. What each of them means is not confirmed, so nothing more is asked of it. */
export const DANE = /^\d{12}$/;
/** The first year of results that a school may register. */
export const FIRST_SABER_YEAR = 1980;

/** The one code of a school in this system (G8). */
export function codeOf(dane: string): string {
  return `EE-${dane}`;
}

/** The DANE code in a typed code, with or without the prefix; null for anything else. */
export function daneIn(typed: string): string | null {
  const found = /^(?:EE-)?(\d{12})$/.exec(typed.trim().toUpperCase());
  return found?.[1] ?? null;
}

/** A regime is of private schools alone. @throws Invalid when an official one is given it */
export function regimeFor(sector: Sector, given: Regime | null): Regime | null {
  if (sector === 'official' && given) throw Invalid.field('regime', 'establishments.form.regime_official');
  return given;
}

/** A site belongs to a school, never to another site. @throws Invalid */
export function mustBeSchool(main: { main: unknown } | null): void {
  if (!main) throw Invalid.field('main', 'establishments.form.main_gone');
  if (main.main) throw Invalid.field('main', 'establishments.form.main_is_site');
}
