// The route table of document control, noun by noun.
import { acting } from './routes/acting.ts';
import { adopting } from './routes/adopting.ts';
import { comparing } from './routes/comparing.ts';
import { copies } from './routes/copies.ts';
import { distributing } from './routes/distributing.ts';
import { externals } from './routes/externals.ts';
import { importing } from './routes/importing.ts';
import { linking } from './routes/linking.ts';
import { listing } from './routes/listing.ts';
import { reviews } from './routes/reviews.ts';
import { showing } from './routes/showing.ts';
import { typing } from './routes/typing.ts';
import { writing } from './routes/writing.ts';

export const routes = [
  ...listing,
  ...writing,
  ...typing,
  ...adopting,
  ...importing,
  ...comparing,
  ...copies,
  ...distributing,
  ...externals,
  ...linking,
  ...reviews,
  ...acting,
  ...showing,
];
