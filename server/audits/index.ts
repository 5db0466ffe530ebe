// The door of audits: programme, plan, checklist, findings, report and follow-up (G14).
import { registerDeskPanel } from '../platform/http/desk.ts';
import type { Slice } from '../platform/http/slice.ts';
import { registerDecisionSubject } from '../meetings/index.ts';
import { registerProcessPanel } from '../processes/index.ts';
import { registerHold } from '../records/index.ts';
import { programmeSubject, resultsSubject } from './deciding.ts';
import { jobs } from './jobs.ts';
import { auditKind, findingKind, programmeKind } from './kinds.ts';
import { heldByAudit, processAudits, resultsForManagement } from './panels.ts';
import { policy } from './policy.ts';
import { auditFaults, auditFiles } from './proving.ts';
import { figuresOf } from './queries/figures.ts';
import { tasksOf } from './queries/tasks.ts';
import { routes } from './routes.ts';
import { seed } from './seed/index.ts';

export { openFindings, type OpenFinding } from './queries/by-clause.ts';
export { registerTies, type TieSource } from './independence/gathering.ts';
export { type Tie, type TieKind } from './rules/independence.ts';

export const audits: Slice = {
  name: 'audits',
  routes,
  policy,
  kinds: [auditKind, findingKind, programmeKind],
  menu: [
    { href: '/auditorias', word: 'audits.title', may: 'audits.list', order: 52 },
    { href: '/programas-auditoria', word: 'audits.programme.title', may: 'audits.programme', order: 53 },
  ],
  jobs,
  tasks: tasksOf,
  figures: figuresOf,
  checks: auditFaults,
  files: auditFiles,
  seed,
  register() {
    registerProcessPanel(processAudits);
    registerDeskPanel(resultsForManagement);
    registerHold(heldByAudit);
    registerDecisionSubject('programme', programmeSubject);
    registerDecisionSubject('audit', resultsSubject);
  },
};
