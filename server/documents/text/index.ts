// The door of the text model: reading, writing, showing and charting what a document states. Pure: no database, no files.
export { isStated, NOT_STATED } from './header.ts';
export type {
  Activity,
  Branch,
  Change,
  Decision,
  Definition,
  ParsedText,
  Party,
  Passage,
  Policy,
  Problem,
  ProcedureHeader,
  RecordRow,
  Reference,
  Section,
  Signature,
  StatedDate,
} from './header.ts';
export { flowOf } from './flow.ts';
export type { FlowWords } from './flow.ts';
export { renderHtml } from './html.ts';
export { MAX_TEXT, parseText, writeText } from './parse.ts';
export { slug } from './sections.ts';
export { activitiesOf, activityId, recordsOf } from './tables.ts';
export type { ActivityRow, RecordUse } from './tables.ts';
export { startingText } from './starting.ts';
