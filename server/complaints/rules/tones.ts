// The colour class of a state and of a due day, pure.
import type { State } from './states.ts';

export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'off';

const TONES: Record<State, Tone> = {
  received: 'warn',
  assigned: 'info',
  incomplete: 'warn',
  drafted: 'info',
  approved: 'info',
  sent: 'warn',
  answered: 'ok',
  transferred: 'off',
  withdrawn: 'off',
  annulled: 'off',
};

export function stateTone(state: State): Tone {
  return TONES[state];
}

export function dueTone(nearness: 'late' | 'soon' | 'ahead' | null): Tone {
  return nearness === null ? 'off' : ({ late: 'bad', soon: 'warn', ahead: 'off' } as const)[nearness];
}
