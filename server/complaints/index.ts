// The door of complaints: the consecutive register, its statutory clock, treatment and reply (G13).
import type { Slice } from '../platform/http/slice.ts';
import { complaintKind } from './kinds.ts';
import { policy } from './policy.ts';
import { routes } from './routes.ts';

export { file, type NewComplaint, type Received } from './receiving.ts';
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
  menu: [{ href: '/pqrsd', word: 'complaints.menu', may: 'complaints.list', order: 45 }],
};
