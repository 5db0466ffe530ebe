// The door of meetings: bodies, sessions, quorum, decisions and signed minutes.
import { registerDeskPanel } from '../platform/http/desk.ts';
import type { Slice } from '../platform/http/slice.ts';
import { disposalSubject } from './disposal-subject.ts';
import { documentSubject } from './document-subject.ts';
import { bodyKind, sessionKind } from './kinds.ts';
import { policy } from './policy.ts';
import { meetingFaults, meetingFiles } from './proving.ts';
import { routes } from './routes.ts';
import { seed } from './seed.ts';
import { registerDecisionSubject } from './subjects.ts';
import { sessionsComing, tasksOf } from './tasks.ts';

export {
  registerDecisionSubject,
  type Awaiting,
  type DecisionContext,
  type DecisionSubject,
} from './subjects.ts';

export const meetings: Slice = {
  name: 'meetings',
  routes,
  policy,
  kinds: [bodyKind, sessionKind],
  menu: [{ href: '/sesiones', word: 'meetings.menu', may: 'meetings.list', order: 40 }],
  tasks: tasksOf,
  checks: meetingFaults,
  files: meetingFiles,
  seed,
  register() {
    registerDecisionSubject('document', documentSubject);
    registerDecisionSubject('disposal', disposalSubject);
    registerDeskPanel(sessionsComing);
  },
};
