// The door of establishments: schools (EE) and their sites (T63).
import type { Slice } from '../platform/http/slice.ts';
import { establishmentKind } from './kinds.ts';
import { policy } from './policy.ts';
import { routes } from './routes.ts';
import { seed } from './seed.ts';

export { noteSaber, registerEstablishment, type EstablishmentInput } from './editing.ts';
export { registerSchoolPanel, type SchoolPanel, type SchoolPanelSource } from './panels.ts';
export { isOwnSchool } from './policy.ts';
export {
  findSchool,
  schoolByDane,
  schoolOptions,
  schoolsByIds,
  schoolsOf,
  type SchoolRow,
} from './queries.ts';
export { EXAMPLE_SCHOOLS } from './seed.ts';

export const establishments: Slice = {
  name: 'establishments',
  routes,
  policy,
  kinds: [establishmentKind],
  menu: [{ href: '/establecimientos', word: 'establishments.title', may: 'establishments.list', order: 70 }],
  seed,
};
