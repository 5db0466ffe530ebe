// The route table of audits, noun by noun.
import { audits } from './routes/audits.ts';
import { programmes } from './routes/programmes.ts';
import { everyFinding, working } from './routes/working.ts';

export const routes = [...programmes, ...everyFinding, ...audits, ...working];
