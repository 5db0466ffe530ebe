// A plan of the example's school in draft, with one line.
import { addPmiItem, beginPmi } from '../../../server/pmi/index.ts';
import type { SliceSamples } from '../sample-ids.ts';
import { SCHOOL } from './establishments.ts';

export const samples: SliceSamples = {
  async make({ leader }) {
    const code = await beginPmi(
      { dane: SCHOOL, title: 'Plan de mejoramiento', from: 2026, until: 2027 },
      leader,
    );
    await addPmiItem(code, { kind: 'action', text: 'Leer una hora cada día.' }, leader);
  },
  paths: [[/^\/pmi\/:code/, () => Promise.resolve({ code: `PMI-${SCHOOL}-2026`, item: '01' })]],
};
