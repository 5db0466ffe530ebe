// The example's old matters on their way out: received by the central archive, one waiting for the committee, one for its selection for the historical archive.
import { EXAMPLE_PASSWORD, examplePeople } from '../../people/index.ts';
import { today } from '../../platform/clock.ts';
import { happened } from '../../platform/past.ts';
import { prepareDisposal, prepareTransfer } from './preparing.ts';
import { dueFiles } from './queries/due.ts';
import { receiveTransfer } from './transferring.ts';
import type { Stage } from './rules.ts';
import { Transfer } from './transfer.ts';

export async function seedDisposal(): Promise<void> {
  const { quality, quality2 } = await examplePeople();
  await happened(40, async () => {
    const units = await unitsDue('management');
    if (units.length === 0) return;
    const code = await prepareTransfer({ units, note: 'Asuntos de años anteriores' }, quality);
    const sha256 = (await Transfer.findOne({ code }).lean<{ sha256: string }>())?.sha256 ?? '';
    await receiveTransfer(code, { sha256, password: EXAMPLE_PASSWORD }, quality2);
  });
  await happened(35, async () => {
    const units = await unitsDue('central');
    if (units.length > 0)
      await prepareDisposal({ units, note: 'Asistencia técnica de años anteriores' }, quality);
    const kept = await unitsDue('history');
    if (kept.length > 0)
      await prepareTransfer({ units: kept, note: 'Visitas de certificación' }, quality, 'historical');
  });
}

async function unitsDue(stage: Stage): Promise<string[]> {
  return (await dueFiles(stage, today())).rows.map((row) => `${row.kind}:${row.id}`);
}
