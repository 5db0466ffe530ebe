// Invented schools of the example, for the demonstration and for tests.
import { peopleWithRole } from '../people/index.ts';
import type { Actor } from '../platform/audit/act.ts';
import { noteSaber, registerEstablishment, type EstablishmentInput } from './editing.ts';
import type { SaberCategory } from './rules.ts';

const SETUP: Actor = { kind: 'setup' };
type Example = Omit<EstablishmentInput, 'municipality' | 'main'> & { main?: string; saber?: SaberCategory };

// prettier-ignore
export const EXAMPLE_SCHOOLS: readonly Example[] = [
  { dane: '176999000011', name: 'Institución Educativa El Mirador', sector: 'official', zone: 'urban', levels: ['preschool', 'primary', 'secondary', 'upper'], saber: 'B' },
  { dane: '176999000029', name: 'Sede Las Brisas', main: '176999000011', sector: 'official', zone: 'urban', levels: ['preschool', 'primary'] },
  { dane: '276999000037', name: 'Sede Alto del Viento', main: '176999000011', sector: 'official', zone: 'rural', levels: ['primary'] },
  { dane: '176999000045', name: 'Institución Educativa Simón Rodríguez', sector: 'official', zone: 'urban', levels: ['preschool', 'primary', 'secondary', 'upper'], saber: 'C' },
  { dane: '276999000053', name: 'Institución Educativa Rural La Cristalina', sector: 'official', zone: 'rural', levels: ['preschool', 'primary', 'secondary', 'upper'], saber: 'D' },
  { dane: '276999000061', name: 'Sede Quebrada Honda', main: '276999000053', sector: 'official', zone: 'rural', levels: ['primary'] },
  { dane: '276999000070', name: 'Centro Educativo El Guadual', sector: 'official', zone: 'rural', levels: ['preschool', 'primary'] },
  { dane: '176999000088', name: 'Institución Educativa Técnica Valle Alto', sector: 'official', zone: 'urban', levels: ['secondary', 'upper', 'adults'], saber: 'B' },
  { dane: '376999000096', name: 'Colegio Nuevos Horizontes', sector: 'private', zone: 'urban', regime: 'controlled', levels: ['preschool', 'primary', 'secondary', 'upper'], saber: 'D' },
  { dane: '376999000100', name: 'Liceo Los Sauces', sector: 'private', zone: 'urban', regime: 'supervised', levels: ['preschool', 'primary', 'secondary', 'upper'], saber: 'A' },
  { dane: '376999000118', name: 'Gimnasio El Roble', sector: 'private', zone: 'urban', regime: 'regulated', levels: ['preschool', 'primary', 'secondary', 'upper'], saber: 'A+' },
  { dane: '276999000126', name: 'Escuela Rural Los Yarumos', sector: 'official', zone: 'rural', levels: ['primary'], active: false },
];

export async function seed(): Promise<void> {
  const [rector] = await peopleWithRole('school');
  for (const { main, saber, ...school } of EXAMPLE_SCHOOLS) {
    const first = school.dane === EXAMPLE_SCHOOLS[0]?.dane;
    const input = { ...school, main: main ?? null, municipality: 'Valle Alto', rector: first ? (rector?.id ?? null) : null };
    await registerEstablishment(input, SETUP);
    if (saber) await noteSaber(school.dane, { year: 2025, category: saber, index: null }, SETUP);
  }
} // prettier-ignore
