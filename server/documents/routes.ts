// The route table of document control, noun by noun.
import { acting } from './routes/acting.ts';
import { comparing } from './routes/comparing.ts';
import { copies } from './routes/copies.ts';
import { listing } from './routes/listing.ts';
import { showing } from './routes/showing.ts';

export const routes = [...listing, ...comparing, ...copies, ...acting, ...showing];
