// A link made by hand, a record that is waived, and the values of the addresses of traces.
import { tie, waive } from '../../../server/evidence/links/tying.ts';
import { recordByCode } from '../../../server/platform/links/kinds.ts';
import type { People } from '../../support/people.ts';
import { idOf, type SliceSamples } from '../sample-ids.ts';

const ITEM = 'PAM-2026.01';

async function makeLinks({ quality }: People): Promise<void> {
  const [document, item] = await Promise.all(
    ['IN-MUESTRA', ITEM].map(async (code) => (await recordByCode(code, quality))!),
  );
  await tie(document!, 'governs', item!, quality);
  await waive({ kind: 'clause', id: 'G4' }, 'evidences', 'Se prueba en G3e', quality);
}

export const samples: SliceSamples = {
  make: makeLinks,
  paths: [
    [/^\/c\/:code/, () => Promise.resolve({ code: ITEM })],
    [/^\/vinculos\/:id/, async () => ({ id: await idOf('links', { 'to.kind': 'pam_item', until: null }) })],
    [/^\/trazas\/huerfanos\/:cual/, () => Promise.resolve({ cual: '2', code: 'G4' })],
    [/^\/matriz\/:id/, () => Promise.resolve({ id: 'G1a' })],
    [/^\/trazas\/dispensas\/:id/, async () => ({ id: await idOf('link_waivers', { until: null }) })],
  ],
  queries: {
    '/trazas': `?codigo=${ITEM}&niveles=2`,
    '/vinculos/nuevo': `?de=${ITEM}&q=procedimiento`,
    '/trazas/huerfanos': '?cual=2',
  },
};
