// One inventory before the public with an observation, a transfer to each archive, one hold: written as they would be, because their time would have to pass.
import { act } from '../../server/platform/audit/act.ts';
import { addWorkingDays, now, today } from '../../server/platform/clock.ts';
import { Disposal } from '../../server/records/disposing/disposal.ts';
import { setHold } from '../../server/records/disposing/holding.ts';
import { inventoryHash, type Line } from '../../server/records/disposing/line.ts';
import { Observation } from '../../server/records/disposing/observation.ts';
import { Transfer } from '../../server/records/disposing/transfer.ts';
import { SETUP, type People } from '../support/people.ts';
import { aRecord, recordOf } from './cast.ts';

export const DISPOSAL = 'ELI-2024-001';
export const TRANSFER = 'TRA-2024-001';
/** To the historical archive, with a unit that waits for its selection. */
export const SECONDARY = 'TRA-2024-002';

/** @returns the id of the record in the inventories */
export async function disposalSamples({ leader, quality, committee }: People): Promise<string> {
  const code = await aRecord(leader, { title: 'Lista antigua' });
  const { _id, title, series, seriesName, received } = await recordOf(code);
  const unit = String(_id);
  await setHold('record', code, 'Hay una queja', quality);
  const line: Line = {
    kind: 'record', id: unit, code, title, series, seriesName, from: received, due: received, records: 1, dropped: null,
  }; // prettier-ignore
  const prepared = { by: quality.id, name: quality.name, at: now() };
  await act('records.prepare_disposal', SETUP, async () => {
    const sha256 = inventoryHash(DISPOSAL, [line]);
    const signature = { person: committee.id, name: committee.name, position: null, acting: false, meaning: 'aprobo', at: now(), sha256 } as const; // prettier-ignore
    const disposal = new Disposal({
      code: DISPOSAL, year: 2024, number: 1, state: 'published', note: 'Listas antiguas', lines: [line], sha256, prepared,
      decision: { outcome: 'approved', signature, comment: '', session: 'SES-2024-001', acta: 'ACTA-2024-001' },
      published: { day: today(), until: addWorkingDays(today(), 60), by: quality.name, at: now() },
    }); // prettier-ignore
    await disposal.save();
    const said = { name: '', contact: '', text: 'No la boten', at: now(), answer: null };
    await new Observation({ ...said, disposal: disposal._id, number: 1 }).save();
    const facts = { year: 2024, number: 1, state: 'prepared', note: 'Listas', lines: [line], prepared };
    await new Transfer({ ...facts, code: TRANSFER, sha256: inventoryHash(TRANSFER, [line]) }).save();
    const lines: Line[] = [{ ...line, disposition: 'S' }];
    const secondary = {
      ...facts,
      number: 2,
      to: 'historical',
      lines,
      sha256: inventoryHash(SECONDARY, lines),
    };
    await new Transfer({ ...secondary, code: SECONDARY }).save();
  });
  return unit;
}
