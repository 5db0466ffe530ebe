// The door of complaints: the consecutive register, its statutory clock, treatment and reply (G13).
import type { Slice } from '../platform/http/slice.ts';
import { registerProcessPanel } from '../processes/index.ts';
import { registerHold } from '../records/index.ts';
import { jobs } from './jobs.ts';
import { complaintKind } from './kinds.ts';
import { openComplaintHolds, processComplaints } from './panels.ts';
import { policy } from './policy.ts';
import { complaintFaults, complaintFiles } from './proving.ts';
import { figuresOf, tasksOf } from './queries/tasks.ts';
import { routes } from './routes.ts';
import { seed } from './seed/index.ts';

export { file, receivedBefore, type NewComplaint, type Received } from './receiving.ts';
export { complaintOf, unlock } from './following.ts';
export { complete } from './timing.ts';
export { acknowledgeReply, rate } from './replying.ts';
export { filingForm, petitionOf, type Petition } from './forms/petition.ts';
export { completeForm, rateForm } from './forms/acting.ts';
export { CITIZEN_KINDS } from './rules/terms.ts';
export { currentNotice } from './settings.ts';
export { complaintUpload, sendFile, sentFiles, stillAttached } from './pages/public.ts';
export { citizenView } from './present/citizen.ts';

export const complaints: Slice = {
  name: 'complaints',
  routes,
  policy,
  kinds: [complaintKind],
  menu: [{ href: '/pqrsd', word: 'complaints.menu', may: 'complaints.list', order: 48 }],
  jobs,
  tasks: tasksOf,
  figures: figuresOf,
  checks: complaintFaults,
  files: complaintFiles,
  seed,
  register() {
    registerProcessPanel(processComplaints);
    registerHold(openComplaintHolds);
  },
};
