// A thousand approvals against authors who take back, rewrite and resubmit at the same moment: approved bytes are the bytes seen.
import { makeOffice } from '../documents/cast.ts';
import { raceApprovals, type Races } from '../documents/racing.ts';
import { createType } from '../../server/documents/typing.ts';
import { stopAll } from '../support/hooks.ts';

/** Runs so many pairs from a seed. */
export async function run({ pairs = 1_000, seed = Date.now() % 1e9 } = {}): Promise<Races> {
  const people = await makeOffice();
  try {
    const participants = [{ kind: 'person' as const, id: people.quality2.id, name: people.quality2.name }];
    const route = [{ stage: 'approval' as const, needs: 1, participants }];
    await createType(
      {
        code: 'UN',
        name: 'Uno',
        pattern: '{type}-{nn}',
        isForm: false,
        reviewMonths: 12,
        route,
        active: true,
      },
      people.quality,
    );
    return await raceApprovals(people, pairs, seed, 'UN');
  } finally {
    await stopAll();
  }
}
