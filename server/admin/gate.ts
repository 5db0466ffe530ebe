// An empty copy shows nothing but its set-up, which asks for the one-time code that the start printed.
import { randomInt, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { peopleWithRole } from '../people/index.ts';

export const SETUP_PATH = '/instalacion';

// Neither 0 and O nor 1 and I: the code is read from a screen and typed.
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const LENGTH = 10;

let code: string | null = null;

/** Makes the one-time code when nobody can enter yet. Returns it to be printed; null when this copy is set up. */
export async function beginSetup(): Promise<string | null> {
  code = (await isSetUp())
    ? null
    : Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return code;
}

export async function isSetUp(): Promise<boolean> {
  return (await peopleWithRole('admin')).length > 0;
}

/** True while set-up waits for its code. */
export function isSetupOpen(): boolean {
  return code !== null;
}

/** True for the code that the start printed, however it was spaced and cased. */
export function isSetupCode(typed: string): boolean {
  const given = Buffer.from(typed.toUpperCase().replace(/[\s-]/g, ''));
  const right = Buffer.from(code ?? '');
  return code !== null && given.length === right.length && timingSafeEqual(given, right);
}

/** Set-up is done: the code is worth nothing from now on. */
export function endSetup(): void {
  code = null;
}

/** Sends everything to set-up while the copy is empty. */
export const gate: RequestHandler = (req, res, next) => {
  if (code === null || FREE.has(req.path)) return next();
  isSetUp().then((done) => {
    // Another process on the same database may have set it up.
    if (done) endSetup();
    if (done) next();
    else res.redirect(303, SETUP_PATH);
  }, next);
};

const FREE = new Set([SETUP_PATH, '/salud', '/idioma']);
