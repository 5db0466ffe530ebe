// The door of administration: set-up, settings, the trail, integrity, and how this copy is doing (S3).
import { registerDeskPanel } from '../platform/http/desk.ts';
import type { Slice } from '../platform/http/slice.ts';
import { ensureOutboxIndexes } from '../platform/mail/outbox.ts';
import { firstSteps } from './first-steps.ts';
import { gate } from './gate.ts';
import { jobs } from './jobs.ts';
import { policy } from './policy.ts';
import { figures, tasks } from './queries.ts';
import { routes } from './routes.ts';

export { beginSetup } from './gate.ts';
export { setUpUnattended } from './installing.ts';
export { declareCopy } from './copy.ts';

export const admin: Slice = {
  name: 'admin',
  routes,
  policy,
  menu: [
    { href: '/rastro', word: 'admin.menu.trail', may: 'admin.read_trail', order: 910 },
    { href: '/integridad', word: 'admin.menu.integrity', may: 'admin.read_integrity', order: 920 },
    { href: '/ajustes', word: 'admin.menu.settings', may: 'admin.settings', order: 930 },
    { href: '/sistema', word: 'admin.menu.system', may: 'admin.read_system', order: 940 },
  ],
  jobs,
  gate,
  prepare: ensureOutboxIndexes,
  tasks,
  figures,
  register() {
    registerDeskPanel(firstSteps);
  },
};
