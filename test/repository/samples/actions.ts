// One nonconformity under way and one verified, an action and a service with evidence, and the values of their addresses.
import { ImprovementAction } from '../../../server/actions/action.ts';
import type { Evidence } from '../../../server/actions/nonconformity.ts';
import { followUp } from '../../../server/actions/executing.ts';
import { Service } from '../../../server/actions/service.ts';
import { decideService, treatService } from '../../../server/actions/serving.ts';
import { judge } from '../../../server/actions/treating.ts';
import { verify } from '../../../server/actions/verifying.ts';
import { addDays, today } from '../../../server/platform/clock.ts';
import { aNonconformity, aService, actionsOf, bring, evidence, recordOf } from '../../actions/cast.ts';

import type { SliceSamples } from '../sample-ids.ts';

const codes = { record: '', verified: '', action: '', service: '' };

export const samples: SliceSamples = {
  async make(people) {
    codes.record = await aNonconformity(people);
    await bring(codes.record, 'acting', people);
    codes.action = (await actionsOf(codes.record))[0]?.code ?? '';
    await followUp(codes.action, { text: 'Un avance', evidence: await evidence() }, people.leader);
    codes.verified = await aNonconformity(people);
    await bring(codes.verified, 'judging', people);
    await judge(codes.verified, { probability: 1, impact: 1, act: false, why: 'Aislado' }, people.leader);
    const seen = { effective: true, findings: 'No se repitió', evidence: await evidence() };
    await verify(codes.verified, seen, people.auditor);
    codes.service = await aService(people);
    const decision = { disposition: 'correct' as const, reason: 'Se corrige', permission: '' };
    await decideService(codes.service, { ...decision, due: addDays(today(), 5) }, people.committee);
    const treated = { on: today(), text: 'Se corrigió', evidence: await evidence() };
    await treatService(codes.service, treated, people.leader);
  },
  paths: [
    [
      /^\/no-conformidades\/:code\/evidencias/,
      async () => fileIn(codes.verified, (await recordOf(codes.verified)).cycles[0]?.verification?.evidence),
    ],
    [/^\/no-conformidades\/:code/, () => Promise.resolve({ code: codes.record })],
    [
      /^\/acciones\/:code\/evidencias/,
      async () =>
        fileIn(
          codes.action,
          (await ImprovementAction.findOne({ code: codes.action }).lean())?.followUps[0]?.evidence,
        ),
    ],
    [/^\/acciones\/:code/, () => Promise.resolve({ code: codes.action })],
    [
      /^\/servicio-no-conforme\/:code\/evidencias/,
      async () =>
        fileIn(
          codes.service,
          (await Service.findOne({ code: codes.service }).lean())?.treatments[0]?.execution?.evidence,
        ),
    ],
    [/^\/servicio-no-conforme\/:code/, () => Promise.resolve({ code: codes.service })],
  ],
};

function fileIn(code: string, evidence: Evidence[] = []): { code: string; hash: string } {
  return { code, hash: evidence[0]?.file?.sha256 ?? '' };
}
