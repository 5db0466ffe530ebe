// Verbs on schools and sites: register, correct, note a SABER result.
import type { HydratedDocument } from 'mongoose';
import { act, type Actor } from '../platform/audit/act.ts';
import { Invalid, NotFound } from '../platform/errors.ts';
import { foldText, termsOf } from '../platform/search/terms.ts';
import { Establishment, type EstablishmentRecord, type SaberResult } from './establishment.ts';
import { codeOf, mustBeSchool, regimeFor, type Level, type Regime, type Sector, type Zone } from './rules.ts';

export interface EstablishmentInput {
  dane: string;
  name: string;
  /** DANE code of the school that this is a site of; null for a school. */
  main: string | null;
  municipality?: string;
  sector: Sector;
  zone: Zone;
  regime?: Regime | null;
  levels?: readonly Level[];
  active?: boolean;
  /** Ids of people. */
  rector?: string | null;
  delegate?: string | null;
}

/** Registers a school or a site. Returns its id. @throws Invalid when its code is taken or its school is not one */
export function registerEstablishment(input: EstablishmentInput, actor: Actor): Promise<string> {
  return act('establishments.register', actor, async () => {
    if (await Establishment.exists({ dane: input.dane }))
      throw Invalid.field('dane', 'establishments.form.dane_taken', { dane: input.dane });
    const made = new Establishment({ ...(await fieldsOf(input, null)), dane: input.dane });
    await made.save();
    return made.id;
  });
}

/** Corrects what is known of a school; its DANE code is its identity and stays. @throws NotFound, Invalid */
export async function editEstablishment(
  dane: string,
  input: Omit<EstablishmentInput, 'dane'>,
  actor: Actor,
): Promise<void> {
  await act('establishments.edit', actor, async () => {
    const school = await forChange(dane);
    school.set(await fieldsOf({ ...input, dane }, school));
    await school.save();
  });
}

/** Notes the SABER 11 result of a year; one year has one result. */
export async function noteSaber(dane: string, result: SaberResult, actor: Actor): Promise<void> {
  await act('establishments.note_saber', actor, async () => {
    const school = await forChange(dane);
    school.saber = [...school.saber.filter(({ year }) => year !== result.year), result].sort(
      (a, b) => b.year - a.year,
    );
    await school.save();
  });
}

/** The stored fields of a school as the form or an import gives them. @throws Invalid */
export async function fieldsOf(
  input: EstablishmentInput,
  before: Pick<EstablishmentRecord, '_id' | 'active' | 'rector' | 'delegate'> | null,
): Promise<Omit<EstablishmentRecord, '_id' | 'dane' | 'saber'>> {
  return {
    name: input.name,
    nameKey: foldText(input.name),
    words: termsOf(`${codeOf(input.dane)} ${input.dane} ${input.name} ${input.municipality ?? ''}`),
    main: await mainOf(input.main, before),
    municipality: input.municipality ?? '',
    sector: input.sector,
    zone: input.zone,
    regime: regimeFor(input.sector, input.regime ?? null),
    levels: [...(input.levels ?? [])],
    active: input.active ?? before?.active ?? true,
    rector: input.rector === undefined ? (before?.rector ?? null) : input.rector,
    delegate: input.delegate === undefined ? (before?.delegate ?? null) : input.delegate,
  };
}

async function mainOf(
  dane: string | null,
  own: { _id: EstablishmentRecord['_id'] } | null,
): Promise<EstablishmentRecord['main']> {
  if (!dane) return null;
  const main = await Establishment.findOne({ dane }).lean<EstablishmentRecord>();
  mustBeSchool(main);
  // A school with sites of its own cannot become the site of another.
  if (own && (String(main?._id) === String(own._id) || (await Establishment.exists({ main: own._id }))))
    throw Invalid.field('main', 'establishments.form.has_sites');
  return main?._id ?? null;
}

async function forChange(dane: string): Promise<HydratedDocument<EstablishmentRecord>> {
  const found = await Establishment.findOne({ dane });
  if (!found) throw new NotFound();
  return found;
}
