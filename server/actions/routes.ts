// The route table of the improvement loop, noun by noun.
import { ofActions } from './routes/actions.ts';
import { listing } from './routes/listing.ts';
import { records } from './routes/records.ts';
import { services } from './routes/services.ts';

export const routes = [...listing, ...records, ...ofActions, ...services];
