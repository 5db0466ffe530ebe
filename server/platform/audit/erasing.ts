// Forgetting a person (Ley 1581 de 2012): personal values leave the trail, and the chain that held their digests stays whole.
import { currentAct } from './act.ts';

/**
 * Marks a subject so that, when the open act ends, every personal value beside its chain is erased with its salt.
 * The act also leaves an entry that says so. The record's own fields are the caller's to blank, in the same act.
 * @param subject `kind:id`
 */
export function forgetPersonal(subject: string): void {
  currentAct().forgotten.add(subject);
}
