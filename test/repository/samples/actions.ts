// One nonconformity with an action that has evidence, one nonconforming service, and the values of their addresses.
import { followUp } from '../../../server/actions/executing.ts';
import { ImprovementAction } from '../../../server/actions/action.ts';
import { aNonconformity, aService, actionsOf, bring, evidence } from '../../actions/cast.ts';
import type { SliceSamples } from '../sample-ids.ts';

const CODES: { record: string; action: string; service: string } = { record: '', action: '', service: '' };

export const samples: SliceSamples = {
  async make(people) {
    CODES.record = await aNonconformity(people);
    await bring(CODES.record, 'acting', people);
    CODES.action = (await actionsOf(CODES.record))[0]?.code ?? '';
    await followUp(CODES.action, { text: 'Un avance', evidence: await evidence() }, people.leader);
    CODES.service = await aService(people);
  },
  paths: [
    [/^\/no-conformidades\/:code/, () => Promise.resolve({ code: CODES.record })],
    [/^\/acciones\/:code\/evidencias/, fileSample],
    [/^\/acciones\/:code/, () => Promise.resolve({ code: CODES.action })],
    [/^\/servicio-no-conforme\/:code/, () => Promise.resolve({ code: CODES.service })],
  ],
};

async function fileSample(): Promise<{ code: string; sha256: string }> {
  const action = await ImprovementAction.findOne({ code: CODES.action }).lean();
  return {
    code: CODES.action,
    sha256: action?.followUps[0]?.evidence[0]?.file?.sha256 ?? '',
  };
}
