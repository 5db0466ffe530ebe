// A link made by hand, a record that is waived, a request and a pack in the reading room, and the values of their addresses.
import { tie, waive } from '../../../server/evidence/links/tying.ts';
import { askForPack } from '../../../server/evidence/packs/asking.ts';
import { packJob } from '../../../server/evidence/packs/jobs.ts';
import { askFor } from '../../../server/evidence/room/asking.ts';
import { addDays, now, today, yearOf } from '../../../server/platform/clock.ts';
import { recordByCode } from '../../../server/platform/links/kinds.ts';
import type { People } from '../../support/people.ts';
import { idOf, type SliceSamples } from '../sample-ids.ts';

const ITEM = 'PAM-2026.01';
/** The room that the cast's certifier reads in, and the pack of the sample. */
const [ROOM, PACK] = [`ENC-${yearOf(now())}-001`, `PAQ-${yearOf(now())}-001`];

async function makeLinks({ quality }: People): Promise<void> {
  const [document, item] = await Promise.all(
    ['IN-MUESTRA', ITEM].map(async (code) => (await recordByCode(code, quality))!),
  );
  await tie(document!, 'governs', item!, quality);
  await waive({ kind: 'clause', id: 'G4' }, 'evidences', 'Se prueba en G3e', quality);
}

/** A request in the certifier's room, and a pack that was handed to it. */
async function makeRoom({ quality, certifier }: People): Promise<void> {
  await askFor(ROOM, { clause: 'G1', text: 'Actas de aprobación', due: '2099-01-01' }, certifier);
  const cutOff = addDays(today(), -1);
  await askForPack({ sort: 'clause', of: 'G1', cutOff, engagement: ROOM }, 'es', quality);
  await packJob.run({ kind: 'system', job: packJob.name });
}

export const samples: SliceSamples = {
  async make(people) {
    await makeLinks(people);
    await makeRoom(people);
  },
  paths: [
    [/^\/sala-de-lectura\/:code/, () => Promise.resolve({ code: ROOM, clause: 'G1', number: '1' })],
    [/^\/(?:evidencia\/)?paquetes\/:code/, () => Promise.resolve({ code: PACK })],
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
