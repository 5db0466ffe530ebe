// The door of documents: control of documents, G1.
import { registerDeskPanel } from '../platform/http/desk.ts';
import type { Slice } from '../platform/http/slice.ts';
import { declareProcedureLoader } from '../platform/settings/procedures.ts';
import { registerProcessPanel } from '../processes/index.ts';
import { declareVersionSource } from '../requirements/index.ts';
import { versionsInForce } from './governing.ts';
import { jobs } from './jobs.ts';
import { batchKind, documentKind, externalKind } from './kinds.ts';
import { processDocuments, reviewsComing } from './panels.ts';
import { policy } from './policy.ts';
import { documentFaults, documentFiles } from './proving.ts';
import { readingFaults } from './proving-reading.ts';
import { ensureTrialIndexes, trialHashes } from './importing/trial.ts';
import { figuresOf } from './queries/figures.ts';
import { batchLists, importFaults } from './queries/importing.ts';
import { tasksOf } from './queries/tasks.ts';
import { routes } from './routes.ts';
import { seed } from './seed/index.ts';
import { ensureSearchIndexes } from './searching.ts';
import { offeredProcedures, stockProcedures } from './stocking.ts';

export const documents: Slice = {
  name: 'documents',
  routes,
  policy,
  kinds: [documentKind, externalKind, batchKind],
  menu: [
    { href: '/documentos', word: 'documents.menu', may: 'documents.list', order: 20 },
    { href: '/mis-documentos', word: 'documents.own.menu', may: 'documents.list', order: 22 },
    { href: '/externos', word: 'documents.external.menu', may: 'documents.externals', order: 24 },
    { href: '/revisiones-documentales', word: 'documents.reviews.menu', may: 'documents.reviews', order: 26 },
  ],
  jobs,
  tasks: tasksOf,
  figures: figuresOf,
  async *checks() {
    yield* documentFaults();
    yield* readingFaults();
    yield* importFaults();
  },
  async *files() {
    yield* documentFiles();
    yield* trialHashes();
    yield* batchLists();
  },
  seed,
  async prepare() {
    await ensureSearchIndexes();
    await ensureTrialIndexes();
  },
  register() {
    declareProcedureLoader({ offered: offeredProcedures, load: stockProcedures });
    registerProcessPanel(processDocuments);
    declareVersionSource(versionsInForce);
    registerDeskPanel(reviewsComing);
  },
};

export { decideSigned, type Verdict } from './approving.ts';
export { tellDueStep } from './telling.ts';
export { committeeWaits, versionAwaiting, type VersionAwaiting } from './queries/deciding.ts';
export { documentEvidence, type DocumentEvidence, type VersionEvidence } from './evidence.ts';
export { createDocument, type NewDocument } from './registering.ts';
export { ensureDefaultTypes } from './typing.ts';

export { checkToken, type CheckedCopy } from './queries/copies.ts';
export {
  governingOptions,
  governingVersion,
  hasDocumentInForce,
  type GoverningVersion,
} from './queries/governing.ts';
export { libraryProcedures, type LibraryProcedure } from './library.ts';
export { isStated, type RecordRow } from './text/index.ts';
export { activitiesInForce, type StatedActivity } from './queries/activities.ts';
export {
  documentOwners,
  documentStanding,
  tiesToProcess,
  type DocumentStanding,
  type DocumentTie,
} from './queries/ties.ts';
