// An invented support plan of the example, with six lines, in force.
import { findUser, peopleWithRole } from '../people/index.ts';
import { now, today, yearOf } from '../platform/clock.ts';
import { entity } from '../platform/settings/settings.ts';
import { addItem, beginPlan, enablePlan } from './planning.ts';
import type { ItemKind } from './plans/rules.ts';

const LINES: readonly (readonly [ItemKind, string])[] = [
  ['objective', 'Mejorar la lectura y las matemáticas en los establecimientos con los resultados más bajos.'],
  ['goal', 'Diez establecimientos rurales suben una categoría en SABER 11 durante el periodo.'],
  ['indicator', 'Establecimientos acompañados que suben de categoría, sobre los acompañados.'],
  ['action', 'Acompañar en el aula a los docentes de básica primaria de las sedes rurales.'],
  ['action', 'Formar a directivos en el seguimiento de su plan de mejoramiento.'],
  ['action', 'Dotar las bibliotecas escolares y registrar su uso cada periodo.'],
];

export async function seed(): Promise<void> {
  const [writer, approver] = await Promise.all([personWith('leader'), personWith('quality')]);
  if (!writer || !approver) return;
  const from = yearOf(now()) - 1;
  const code = `PAM-${from}`;
  const years = { from, until: from + 3 };
  await beginPlan({ code, title: 'Plan de apoyo al mejoramiento', entity: entity.get().name || 'Secretaría de Educación', ...years }, writer); // prettier-ignore
  for (const [kind, text] of LINES) await addItem(code, { kind, text }, writer);
  await enablePlan(code, { acta: `Acta ${from}-03 del Comité Directivo`, day: today() }, approver);
}

async function personWith(role: 'leader' | 'quality') {
  const people = await peopleWithRole(role);
  // Whoever leads the quality of education writes the plan, where the example has such a person.
  const one = people.find(({ position }) => position?.includes('calidad educativa')) ?? people[0];
  return one ? findUser(one.id) : null;
}
