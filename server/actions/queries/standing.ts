// How a nonconformity and its actions stand, for other slices: an audit's follow-up, a complaint's page, a review.
import { stoodBefore } from '../../platform/audit/standing.ts';
import { dayOf, type Day } from '../../platform/clock.ts';
import { ImprovementAction, type ActionRecord } from '../action.ts';
import { Nonconformity, type NonconformityRecord } from '../nonconformity.ts';
import {
  ENDED,
  type ActionKind,
  type ActionState,
  type Grade,
  type Nature,
  type State,
} from '../rules/states.ts';

export interface NonconformityState {
  id: string;
  code: string;
  nature: Nature;
  grade: Grade;
  description: string;
  state: State;
  /** Word key of the state. */
  word: string;
  isOpen: boolean;
  nextDue: Day | null;
  /** Whether its last verification found the actions effective; null before one. */
  effective: boolean | null;
  closedOn: Day | null;
  href: string;
}

export interface ActionStanding {
  id: string;
  code: string;
  kind: ActionKind;
  what: string;
  responsible: string;
  responsibleName: string;
  due: Day;
  state: ActionState;
  href: string;
}

/** How one nonconformity stands; null when there is none. */
export async function nonconformityState(id: string): Promise<NonconformityState | null> {
  return (await nonconformityStates([id]))[0] ?? null;
}

/** The same for several, by code; as they stood before an instant where one is given. */
export async function nonconformityStates(
  ids: readonly string[],
  close: Date | null = null,
): Promise<NonconformityState[]> {
  const found = await Nonconformity.find({ _id: { $in: ids } })
    .sort({ code: 1 })
    .lean<NonconformityRecord[]>();
  return (await stoodBefore(Nonconformity, found, close)).map(standingOf);
}

/** Open nonconformities of a process (id), for whoever weighs processes. */
export function openIn(process: string): Promise<number> {
  return Nonconformity.countDocuments({ process, state: { $nin: ENDED } });
}

/** The actions of a nonconformity, by code. */
export async function actionsOf(nonconformity: string): Promise<ActionStanding[]> {
  const found = await ImprovementAction.find({ nonconformity }).sort({ code: 1 }).lean<ActionRecord[]>();
  return found.map(({ _id, code, kind, what, responsible, responsibleName, due, state }) => ({
    id: String(_id),
    code,
    kind,
    what,
    responsible,
    responsibleName,
    due,
    state,
    href: `/acciones/${code}`,
  }));
}

/** Who owned an action of a process, and from when until when (null: it is still open). */
export interface ActionOwners {
  code: string;
  /** Position that executes it. */
  position: string;
  /** Who held it when the action was planned, and who did it. */
  people: string[];
  from: Day;
  until: Day | null;
}

/** Actions of a process (id) that are open, or ended on this day or later: an auditor's independence asks it (G14). */
export async function actionOwners(process: string, since: Day): Promise<ActionOwners[]> {
  const found = await ImprovementAction.find({ process }).sort({ due: 1, code: 1 }).lean<ActionRecord[]>();
  const owners = found.map(({ code, responsible, holders, planned, done, cancelled }) => {
    const ended = done?.at ?? cancelled?.at ?? null;
    return {
      code,
      position: responsible,
      people: [...new Set([...holders, ...(done ? [done.by.id] : [])])],
      from: dayOf(planned.at),
      until: ended && dayOf(ended),
    };
  });
  return owners.filter(({ until }) => until === null || until >= since);
}

function standingOf(record: NonconformityRecord): NonconformityState {
  const { code, nature, grade, description, state, nextDue, closedOn } = record;
  const verified = record.cycles.findLast((one) => one.verification)?.verification;
  return {
    id: String(record._id),
    code,
    nature,
    grade,
    description,
    state,
    word: `actions.state.${state}`,
    isOpen: !ENDED.includes(state),
    nextDue,
    effective: verified?.effective ?? null,
    closedOn,
    href: `/no-conformidades/${code}`,
  };
}
