// The slices, in order: what the product does, and the law of who may import whom (a slice uses those above it, never those below).
import { actions } from './actions/index.ts';
import { admin } from './admin/index.ts';
import { audits } from './audits/index.ts';
import { complaints } from './complaints/index.ts';
import { documents } from './documents/index.ts';
import { establishments } from './establishments/index.ts';
import { evidence } from './evidence/index.ts';
import { home } from './home/index.ts';
import { meetings } from './meetings/index.ts';
import { pam } from './pam/index.ts';
import { people } from './people/index.ts';
import type { Slice } from './platform/http/slice.ts';
import { pmi } from './pmi/index.ts';
import { portal } from './portal/index.ts';
import { processes } from './processes/index.ts';
import { records } from './records/index.ts';
import { requirements } from './requirements/index.ts';

export const slices: readonly Slice[] = [
  people,
  establishments,
  processes,
  requirements,
  documents,
  records,
  meetings,
  actions,
  complaints,
  audits,
  pam,
  pmi,
  evidence,
  portal,
  home,
  admin,
];
