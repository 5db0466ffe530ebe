// A body and a session of it with one point, with the values that their addresses ask for.
import { formCommittee, aSession, attended } from '../../meetings/cast.ts';
import { today } from '../../../server/platform/clock.ts';
import type { SliceSamples } from '../sample-ids.ts';

let session = '';

export const samples: SliceSamples = {
  async make(people) {
    await formCommittee(people);
    session = await aSession(people, today(), ['Lectura del acta anterior']);
    await attended(session, people, [people.leader, people.leader2]);
  },
  paths: [
    [/^\/organos\/:code/, () => Promise.resolve({ code: 'ORG-CD', member: '1' })],
    [/^\/sesiones\/:code/, () => Promise.resolve({ code: session, item: '1' })],
  ],
};
