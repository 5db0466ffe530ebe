// The route table of document control, noun by noun.
import { acting } from './routes/acting.ts';
import { listing } from './routes/listing.ts';
import { showing } from './routes/showing.ts';

export const routes = [...listing, ...acting, ...showing];
