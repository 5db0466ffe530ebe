// Draw a sample and keep how it was drawn, so that anybody gets the same items again (G14).
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { act, currentAct } from '../platform/audit/act.ts';
import { Invalid } from '../platform/errors.ts';
import { auditForChange, inLine, mustBe } from './changing.ts';
import { drawn, type SampleMethod } from './rules/sampling.ts';
import { Sample } from './sample.ts';
import { stampOf } from './stored.ts';

export interface SampleInput {
  population: string;
  /** The population item by item; empty when only its size is known. */
  items: string[];
  /** Used when no items are given. */
  populationSize: number;
  method: SampleMethod;
  size: number;
  seed: string;
  reason: string;
}

export const MOST_POPULATION = 20_000;

/** Returns the number of the sample within the audit. @throws Invalid for more items than there are */
export function drawSample(code: string, input: SampleInput, user: User): Promise<number> {
  return act('audits.draw', actorOf(user), async () => {
    const audit = await auditForChange(code);
    mustBe(audit, 'planned', 'proposed', 'accepted', 'in_progress');
    const { population, items, method, size, seed, reason } = input;
    const populationSize = items.length > 0 ? items.length : input.populationSize;
    if (populationSize === 0) throw Invalid.field('populationSize', 'audits.form.population_needed');
    if (populationSize > MOST_POPULATION) throw Invalid.field('items', 'audits.form.population_large', { count: MOST_POPULATION });
    if (size > populationSize) throw Invalid.field('size', 'audits.form.sample_large', { count: populationSize });
    const number = (await Sample.countDocuments({ audit: audit._id })) + 1;
    await new Sample({
      audit: audit._id, number, population, populationSize, items, method, size, seed, reason,
      drawn: drawn(method, populationSize, size, seed), by: stampOf(user, currentAct().at),
    }).save();
    return number;
  }, inLine(code)); // prettier-ignore
}
