// Forms of writing: registering a document, its data, a new version, its draft.
import {
  checkbox,
  choice,
  form,
  id,
  list,
  optionalId,
  optionalText,
  text,
} from '../../platform/forms/forms.ts';
import type { FieldMessages } from '../../platform/errors.ts';

const title = () => text({ max: 300, key: 'documents.form.title' });
const label = () => text({ max: 20, key: 'documents.form.label' });
/** Characters of a text: what the model reads at most, and then it says so itself. */
const MOST = 2_100_000;

export const newDocumentForm = form(
  {
    type: id(),
    process: optionalId(),
    code: optionalText({ max: 40 }),
    title: title(),
    owner: optionalId(),
    label: label(),
    start: choice(['text', 'file']),
    procedure: optionalId(),
    recordKind: optionalText({ max: 200 }),
  },
  belongs,
);

/** What of it suffices to propose a code. */
export const proposalForm = form({ type: optionalId(), process: optionalId() });

export const dataForm = form(
  { title: title(), process: optionalId(), owner: optionalId(), procedure: optionalId(), recordKind: optionalText({ max: 200 }) },
  belongs,
); // prettier-ignore

export const startForm = form({ reason: text({ max: 1_000, key: 'documents.form.change_reason' }) });

export const draftForm = form(
  {
    kind: choice(['text', 'file']),
    label: label(),
    reason: optionalText({ max: 1_000 }),
    changedSections: list(optionalText({ max: 300 })),
    /** Sections of a file, one per line. */
    changedLines: optionalText({ max: 3_000 }),
    markdown: optionalText({ max: MOST }),
    savedAt: text({ max: 16 }),
    preview: checkbox(),
    leave: checkbox(),
  },
  ({ savedAt }): FieldMessages => (/^\d{1,16}$/.test(savedAt) ? {} : { '': [{ key: 'errors.stale' }] }),
);

/** `over`: taken from whoever is writing. */
export const turnForm = form({ over: checkbox() });

export const previewForm = form({ markdown: optionalText({ max: MOST }) });

/** `formato=archivo` writes a version that was a text as a file, and the other way round. */
export const editorQuery = form({ formato: optionalText({ max: 10 }) });

/** A format names both its procedure and the kind of record made on it. */
function belongs({ procedure, recordKind }: { procedure: string | null; recordKind: string }): FieldMessages {
  const wrong: FieldMessages = {};
  if (procedure && !recordKind) wrong.recordKind = [{ key: 'documents.form.record_kind' }];
  if (recordKind && !procedure) wrong.procedure = [{ key: 'documents.form.form_of' }];
  return wrong;
}
