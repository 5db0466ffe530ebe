// Requirements in the example: a closed round over MIPG and the one that follows it, still open.
import { answer } from '../../../server/requirements/rounds/answering.ts';
import { closeRound } from '../../../server/requirements/rounds/closing.ts';
import { openRound } from '../../../server/requirements/rounds/opening.ts';
import { answersOf, roundByCode } from '../../../server/requirements/rounds/queries.ts';
import { Round, type RoundRecord } from '../../../server/requirements/rounds/round.ts';
import type { People } from '../../support/people.ts';
import type { SliceSamples } from '../sample-ids.ts';

const SET = 'mipg-4';
const CLAUSE = 'MIPG-4-P15';

async function make({ quality }: People): Promise<void> {
  const period = { set: SET, from: '2026-01-01', until: '2026-06-30' };
  const first = await openRound({ ...period, name: 'Primera' }, quality);
  for (const { clause } of await answersOf(await roundByCode(first)))
    await answer(first, clause, { state: 'conforming', statement: 'Consta en las actas' }, quality);
  await closeRound(first, quality);
  await openRound({ ...period, name: 'Segunda' }, quality);
}

async function codeOfOpen(): Promise<string> {
  const open = await Round.findOne({ criteria: SET, state: 'open' }).lean<RoundRecord>();
  return open?.code ?? 'no-existe';
}

export const samples: SliceSamples = {
  make,
  paths: [
    [/^\/requisitos\/autoevaluaciones\/:code/, async () => ({ code: await codeOfOpen(), clause: CLAUSE })],
  ],
};
