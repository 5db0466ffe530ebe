// Every command by name, gathered from the families.
import { aggregating } from './aggregating.ts';
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

export const COMMANDS: Record<string, Command | undefined> = Object.assign(
  Object.create(null) as object,
  handshake,
  reading,
  cursoring,
  aggregating,
  writing,
  modifying,
  transacting,
  cataloguing,
  indexing,
  measuring,
  explaining,
  failPoints,
);
