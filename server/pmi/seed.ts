// Two invented plans of the example's schools: one in force, one still a draft.
import { EXAMPLE_SCHOOLS } from '../establishments/index.ts';
import type { ItemInput } from '../pam/index.ts';
import { findUser, peopleWithRole } from '../people/index.ts';
import type { Role, User } from '../platform/access/roles.ts';
import { now, today, yearOf } from '../platform/clock.ts';
import { addPmiItem, beginPmi, enablePmi } from './planning.ts';

const LINES: readonly ItemInput[] = [
  { kind: 'objective', text: 'Fortalecer la comprensión de lectura en básica primaria.' },
  { kind: 'goal', text: 'El ochenta por ciento de los estudiantes de tercero lee al nivel esperado al cierre del año.' },
  { kind: 'indicator', text: 'Estudiantes de tercero en el nivel esperado, sobre los evaluados.' },
  { kind: 'action', text: 'Una hora diaria de lectura guiada con seguimiento quincenal.' },
]; // prettier-ignore

export async function seed(): Promise<void> {
  const principal = await firstWith('school');
  const leader = await firstWith('leader');
  if (!principal || !leader) return;
  const from = yearOf(now());
  const [first, second] = EXAMPLE_SCHOOLS.filter(({ main }) => !main);
  for (const school of [first, second]) {
    if (!school) continue;
    const user = school === first ? principal : leader;
    const code = await beginPmi({ dane: school.dane, title: `Plan de mejoramiento de ${school.name}`, from, until: from + 2 }, user); // prettier-ignore
    for (const line of school === first ? LINES : LINES.slice(0, 2)) await addPmiItem(code, line, user);
    if (school === first) await enablePmi(code, { acta: `Acta ${from}-02 del Consejo Directivo`, day: today() }, user); // prettier-ignore
  }
}

async function firstWith(role: Role): Promise<User | null> {
  const [person] = await peopleWithRole(role);
  return person ? findUser(person.id) : null;
}
