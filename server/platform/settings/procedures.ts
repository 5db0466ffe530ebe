// The procedures that come with the product: set-up offers them, and the slice that knows documents loads them as drafts.
import type { Actor } from '../audit/act.ts';

export interface OfferedProcedure {
  code: string;
  title: string;
  /** The plan that it is a model procedure of; models of one plan are alternatives, an office adopts one of them. */
  modelOf: string | null;
  /** The entity that the model comes from. */
  entity: string | null;
}

export interface ProcedureLoader {
  offered(): Promise<OfferedProcedure[]>;
  /** Loads these as draft documents; one that is there already is left as it is. */
  load(codes: readonly string[], actor: Actor): Promise<void>;
}

let loader: ProcedureLoader | null = null;

export function declareProcedureLoader(declared: ProcedureLoader): void {
  loader = declared;
}

/** What can be loaded; nothing while no slice has declared a loader. */
export function procedureLoader(): ProcedureLoader {
  return loader ?? { offered: () => Promise.resolve([]), load: () => Promise.resolve() };
}

/**
 * The codes to load. `all` means every procedure, and of several models of one plan the first.
 * @throws Error naming codes that are not offered, or two models of one plan
 */
export function codesToLoad(
  offered: readonly OfferedProcedure[],
  wanted: readonly string[] | 'all',
): string[] {
  if (wanted === 'all') return offered.filter((one) => isFirstModel(offered, one)).map((one) => one.code);
  const unknown = wanted.filter((code) => !offered.some((one) => one.code === code));
  if (unknown.length > 0) throw new Error(`There is no procedure ${unknown.join(', ')}`);
  const chosen = offered.filter((one) => wanted.includes(one.code));
  const rival = chosen.find((one) => !isFirstModel(chosen, one));
  if (rival) throw new Error(`${rival.code} is one of several models of ${rival.modelOf}: choose one`);
  return chosen.map((one) => one.code);
}

function isFirstModel(among: readonly OfferedProcedure[], one: OfferedProcedure): boolean {
  return one.modelOf === null || among.find((other) => other.modelOf === one.modelOf) === one;
}
