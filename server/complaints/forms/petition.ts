// What a petition says, on the public form and at the desk alike.
import { checkbox, choice, form, optionalText, text, whole } from '../../platform/forms/forms.ts';
import type { FieldMessages } from '../../platform/errors.ts';
import type { NewComplaint } from '../receiving.ts';
import { KINDS, type Kind } from '../rules/terms.ts';

export const IDENTITIES = ['named', 'reserved', 'anonymous'] as const;

export const petitionFields = {
  kind: choice(KINDS, 'complaints.form.kind_needed'),
  subject: text({ max: 200, key: 'complaints.form.subject_needed' }),
  body: text({ max: 10_000, key: 'complaints.form.body_needed' }),
  identity: choice(IDENTITIES, 'complaints.form.identity_needed'),
  name: optionalText({ max: 160 }),
  document: optionalText({ max: 40 }),
  email: optionalText({ max: 254 }),
  phone: optionalText({ max: 40 }),
  address: optionalText({ max: 240 }),
  notice: whole({ min: 1, max: 9_999 }),
  consent: checkbox(),
};

export interface Petition {
  kind: Kind;
  subject: string;
  body: string;
  identity: (typeof IDENTITIES)[number];
  name: string;
  document: string;
  email: string;
  phone: string;
  address: string;
  notice: number;
  consent: boolean;
}

const EMAIL = /^[^\s@<>"(),:;[\]\\]{1,64}@[^\s@<>"(),:;[\]\\]+\.[^\s@<>"(),:;[\]\\]{2,}$/;

/** What the fields say together: who gives a name gives a way to answer, and accepts the notice. */
export function checkPetition(value: Petition, isConsentNeeded: boolean): FieldMessages | null {
  if (value.identity === 'anonymous')
    return value.kind.startsWith('data_') ? { identity: [{ key: 'complaints.form.data_named' }] } : null;
  const wrong: FieldMessages = {};
  const fault = (field: keyof Petition, key: string): void => void (wrong[field] = [{ key }]);
  if (!value.name) fault('name', 'complaints.form.name_needed');
  if (value.email && !EMAIL.test(value.email)) fault('email', 'shared.form.email');
  if (isConsentNeeded && !value.email && !value.address) fault('email', 'complaints.form.contact_needed');
  if (isConsentNeeded && !value.consent) fault('consent', 'complaints.form.consent_needed');
  return wrong;
}

/** As the verb takes it. */
export function petitionOf(value: Petition): Omit<NewComplaint, 'files'> {
  const { kind, subject, body, identity, name, document, email, phone, address } = value;
  const anonymous = identity === 'anonymous';
  return {
    kind,
    subject,
    body,
    anonymous,
    reserved: identity === 'reserved',
    petitioner: anonymous ? null : { name, document, email: email.toLowerCase(), phone, address },
    consent: !anonymous && value.consent ? value.notice : null,
  };
}

/** The public form. A request between authorities does not come this way. */
export const filingForm = form(petitionFields, (value) => ({
  ...(value.kind === 'authority' ? { kind: [{ key: 'complaints.form.kind_needed' }] } : {}),
  ...checkPetition(value, true),
}));
