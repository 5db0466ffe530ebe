// A record as evidence for whoever takes it away: what was declared, by whom, its files, and what was annotated by a day (L4).
import { addDays, startOf, type Day } from '../platform/clock.ts';
import { Annotation, type AnnotationRecord } from './annotation.ts';
import { RecordModel, type RecordFile, type RecordRecord } from './record.ts';

export interface RecordEvidence {
  id: string;
  code: string;
  title: string;
  /** Code and name of its series. */
  series: string;
  typology: string;
  happened: Day;
  received: Day;
  conforms: RecordRecord['conforms'];
  /** The procedure under which it was made, with its version. */
  procedure: string;
  declaredBy: RecordRecord['declaredBy'];
  declaredAt: Date;
  state: RecordRecord['state'];
  sha256: string;
  /** None once the record was disposed of. */
  files: RecordFile[];
  annotations: { text: string; by: string; at: Date }[];
  /** Holds personal data: whoever takes it away gets neither its title nor its files. */
  personal: boolean;
}

/** A record with what was known of it at the end of a day; null when it was declared later. */
export async function recordEvidence(id: string, day: Day): Promise<RecordEvidence | null> {
  const close = startOf(addDays(day, 1));
  const record = await RecordModel.findOne({ _id: id, declaredAt: { $lt: close } })
    .select('-terms')
    .lean<RecordRecord>();
  if (!record) return null;
  const annotations = await Annotation.find({ record: record._id, at: { $lt: close } })
    .sort({ at: 1 })
    .lean<AnnotationRecord[]>();
  const { code, title, series, seriesName, typology, happened, received, conforms, document, declaredBy } = record;
  const { declaredAt, state, sha256, files, personal } = record;
  return {
    ...{ id, code, title, typology, happened, received, conforms, declaredBy, declaredAt, state, sha256, personal },
    series: `${series} · ${seriesName}`,
    procedure: document ? `${document.code} v${document.label} · ${document.title}` : '',
    files: state === 'disposed' ? [] : files,
    annotations: annotations.map(({ text, byName, at }) => ({ text, by: byName, at })),
  };
} // prettier-ignore
