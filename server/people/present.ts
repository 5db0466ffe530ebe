// Records to what templates need: words in the reader's language, addresses, states with their colour.
import { today } from '../platform/clock.ts';
import type { Holding } from './queries.ts';
import { stateOn } from './rules.ts';

/** What presenting asks of the request: words. */
export interface Speaker {
  t: (key: string, params?: Record<string, string | number>) => string;
}

const HOLDING_TONE = { current: 'ok', coming: 'info', past: 'off' } as const;

/** One line of "who holds what": names, dates, state, and the act of an acting post. */
export function shownHolding(speaker: Speaker, holding: Holding) {
  const state = stateOn(holding, today());
  return {
    ...holding,
    state: { kind: HOLDING_TONE[state], text: speaker.t(`people.assignment.state.${state}`) },
    kind: speaker.t(holding.acting ? 'people.assignment.acting' : 'people.assignment.own'),
    personHref: `/personas/${holding.person}`,
    positionHref: `/cargos/${holding.position}`,
    endHref: state === 'past' ? null : `/encargos/${holding.id}/fin`,
  };
}
