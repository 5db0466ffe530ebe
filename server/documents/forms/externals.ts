// Forms of documents of external origin.
import { checkbox, choice, form, id, list, optionalChoice, optionalDay, optionalText, pageNumber, text } from '../../platform/forms/forms.ts'; // prettier-ignore
import type { FieldMessages } from '../../platform/errors.ts';

export const externalsQuery = form({
  q: optionalText({ max: 200 }),
  estado: optionalChoice(['vigentes', 'por_verificar', 'terminados']),
  mios: checkbox(),
  orden: optionalText({ max: 20 }),
  pagina: pageNumber(),
});

const facts = {
  name: text({ max: 200, key: 'documents.form.external_name' }),
  about: optionalText({ max: 1_000 }),
  issuer: optionalText({ max: 200 }),
  source: optionalText({ max: 500 }),
  everyone: checkbox(),
  areas: list(id()),
  positions: list(id()),
};

export const newExternalForm = form(
  { ...facts, edition: text({ max: 100, key: 'documents.form.edition' }) },
  sourceFault,
);
export const externalForm = form(facts, sourceFault);

export const checkForm = form(
  {
    outcome: choice(['same', 'changed', 'ended'], 'documents.form.check_outcome'),
    edition: optionalText({ max: 100 }),
    nextCheck: optionalDay(),
    note: optionalText({ max: 1_000 }),
  },
  ({ outcome, edition, nextCheck }) => {
    const wrong: FieldMessages = {};
    if (outcome === 'changed' && !edition) wrong.edition = [{ key: 'documents.form.edition' }];
    if (outcome !== 'ended' && !nextCheck) wrong.nextCheck = [{ key: 'documents.form.next_check' }];
    return wrong;
  },
);

/** Where it can be read: an address that a page may link to, or words. */
function sourceFault({ source }: { source: string }): FieldMessages {
  const isOtherScheme = /^[a-z][a-z0-9+.-]*:/i.test(source) && !/^https?:\/\//i.test(source);
  return isOtherScheme ? { source: [{ key: 'documents.form.external_source' }] } : {};
}
