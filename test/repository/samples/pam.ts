// A plan of the entity in draft, with one line.
import { addItem, beginPlan } from '../../../server/pam/index.ts';
import type { SliceSamples } from '../sample-ids.ts';

const PLAN = 'PAM-2026';

export const samples: SliceSamples = {
  async make({ leader2 }) {
    const years = { from: 2026, until: 2029 };
    await beginPlan({ code: PLAN, title: 'Plan de apoyo', entity: 'Secretaría', ...years }, leader2);
    await addItem(PLAN, { kind: 'goal', text: 'Diez establecimientos mejoran.' }, leader2);
  },
  paths: [[/^\/pam\/:code/, () => Promise.resolve({ code: PLAN, item: '01' })]],
};
