// One school of the example, with the values that its addresses ask for.
import { registerEstablishment } from '../../../server/establishments/index.ts';
import { SETUP } from '../../support/people.ts';
import type { SliceSamples } from '../sample-ids.ts';

export const SCHOOL = '176999000011';

export const samples: SliceSamples = {
  async make({ school }) {
    const facts = {
      name: 'Institución Educativa El Mirador',
      main: null,
      sector: 'official',
      zone: 'urban',
    } as const;
    await registerEstablishment({ ...facts, dane: SCHOOL, rector: school.id }, SETUP);
  },
  paths: [[/^\/establecimientos\/:dane/, () => Promise.resolve({ dane: SCHOOL })]],
};
