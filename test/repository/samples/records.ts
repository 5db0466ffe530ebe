// One of everything in records: a declared record on paper and file, lent; an expediente; a draft of the table; and values for their addresses.
import { declareRecord } from '../../../server/records/declaring.ts';
import { startDraft } from '../../../server/records/drafting.ts';
import { openFile } from '../../../server/records/filing.ts';
import { annotate, lend } from '../../../server/records/lending.ts';
import { addDays, today } from '../../../server/platform/clock.ts';
import { newRecord, recordOf, SERIES } from '../../records/cast.ts';
import { disposalSamples, DISPOSAL, SECONDARY, TRANSFER } from '../../records/disposing-samples.ts';
import { idOf, type SliceSamples } from '../sample-ids.ts';

let record = '';
let file = '';
let unit = '';

export const samples: SliceSamples = {
  async make(people) {
    const { leader, quality } = people;
    const place = { box: '1', folder: '2', shelf: 'A' };
    record = await declareRecord(await newRecord({ title: 'Informe de muestra', place }), leader);
    await annotate(record, { text: 'La página 2 está repetida' }, leader);
    await lend(record, { holder: 'Archivo central', purpose: '', due: addDays(today(), 5) }, quality);
    file = await openFile({ title: 'Expediente de muestra', series: SERIES, responsible: 'Calidad' }, leader);
    await startDraft(quality);
    unit = await disposalSamples(people);
  },
  paths: [
    [
      /^\/registros\/:code/,
      async () => ({
        code: record,
        sha256: (await recordOf(record)).files[0]?.sha256 ?? '',
        loan: await idOf('record_loans', {}),
      }),
    ],
    [/^\/(?:disposicion|eliminaciones)\/:code/, () => Promise.resolve({ code: DISPOSAL, unit, number: '1' })],
    [/^\/transferencias\/:code\/lineas/, () => Promise.resolve({ code: SECONDARY, unit })],
    [/^\/transferencias\/:code/, () => Promise.resolve({ code: TRANSFER })],
    [/^\/suspensiones\/:hold/, async () => ({ hold: await idOf('record_holds', {}) })],
    [/^\/expedientes\/:code/, () => Promise.resolve({ code: file })],
    [/^\/trd\/series\/:code/, () => Promise.resolve({ code: SERIES })],
    [/^\/trd\/versiones\/:number/, () => Promise.resolve({ number: '2' })],
  ],
};
