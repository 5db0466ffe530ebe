// Every command by name, gathered from the families.
import { aggregating } from './aggregating.ts';
import { bulk } from './bulk.ts';
import { cataloguing } from './cataloguing.ts';
import type { Command } from './context.ts';
import { cursoring } from './cursoring.ts';
import { explaining } from './explaining.ts';
import { failPoints } from './failpoints.ts';
import { handshake } from './handshake.ts';
import { indexing } from './indexing.ts';
import { measuring } from './measuring.ts';
import { modifying } from './modifying.ts';
import { reading } from './reading.ts';
import { transacting } from './transacting.ts';
import { writing } from './writing.ts';

/** The commands that can be asked for; their names are told apart by case, as in MongoDB. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map(
  Object.entries({
    ...handshake,
    ...reading,
    ...cursoring,
    ...aggregating,
    ...writing,
    ...modifying,
    ...bulk,
    ...transacting,
    ...cataloguing,
    ...indexing,
    ...measuring,
    ...explaining,
    ...failPoints,
  }),
);
