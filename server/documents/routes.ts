// The route table of document control, noun by noun.
import { acting } from './routes/acting.ts';
import { adopting } from './routes/adopting.ts';
import { comparing } from './routes/comparing.ts';
import { copies } from './routes/copies.ts';
import { listing } from './routes/listing.ts';
import { showing } from './routes/showing.ts';
import { typing } from './routes/typing.ts';
import { writing } from './routes/writing.ts';

export const routes = [
  ...listing,
  ...writing,
  ...typing,
  ...adopting,
  ...comparing,
  ...copies,
  ...acting,
  ...showing,
];
