// The route table of records, noun by noun; the parts of disposing bring their own.
import { files } from './routes/files.ts';
import { records } from './routes/records.ts';
import { table } from './routes/table.ts';

export const routes = [...records, ...files, ...table];
