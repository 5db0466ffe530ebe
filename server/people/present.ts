// Records to what templates need: words in the reader's language, addresses, states with their colour, what may be done.
import type { Permission } from '../platform/access/policy.ts';
import { ROLES, type Role } from '../platform/access/roles.ts';
import { today } from '../platform/clock.ts';
import type {
  AreaRow,
  Holding,
  PersonDetail,
  PersonRow,
  PositionDetail,
  PositionRow,
} from './queries/index.ts';
import { stateOn } from './rules.ts';

/** What presenting asks of the request: words, and what the reader may do. */
export interface Reader {
  t: (key: string, params?: Record<string, string | number>) => string;
  may: (permission: Permission, subject?: unknown) => boolean;
}

const SECTIONS = [
  { name: 'people', href: '/personas', may: 'people.read' },
  { name: 'positions', href: '/cargos', may: null },
  { name: 'acting', href: '/encargos', may: 'people.read' },
  { name: 'areas', href: '/dependencias', may: 'people.read' },
] as const;

/** The lists of this slice as tabs, those that the reader may open. */
export function sections({ t, may }: Reader, current: (typeof SECTIONS)[number]['name']) {
  const open = SECTIONS.filter((one) => one.may === null || may(one.may));
  return open.map(({ name, href }) => ({
    href,
    label: t(`people.section.${name}`),
    current: name === current,
  }));
}

export function roleOptions({ t }: Pick<Reader, 't'>): { value: Role; label: string; hint: string }[] {
  return ROLES.map((role) => ({
    value: role,
    label: t(`people.role.${role}`),
    hint: t(`people.role_hint.${role}`),
  }));
}

export function holdingKinds({ t }: Pick<Reader, 't'>) {
  return [
    { value: 'own', label: t('people.assignment.own'), hint: t('people.assignment.own_hint') },
    { value: 'acting', label: t('people.assignment.acting'), hint: t('people.assignment.acting_hint') },
  ];
}

export function personRow({ t }: Reader, person: PersonRow) {
  return {
    ...person,
    href: `/personas/${person.id}`,
    roleNames: person.roles.map((role) => t(`people.role.${role}`)).join(', '),
    state: accountState({ t }, person.active),
  };
}

/** Everything on the page of a person but the history. */
export function personPage(
  reader: Reader,
  person: PersonDetail,
  found: { areas: AreaRow[]; held: Holding[] },
) {
  const { t, may } = reader;
  const row = personRow(reader, person);
  const email = may('people.read_contact', person)
    ? [{ label: t('people.field.email'), value: person.email }]
    : [];
  const reason = person.active
    ? []
    : [{ label: t('people.field.disabled_reason'), value: person.disabledReason }];
  return {
    title: person.name,
    person: row,
    pendingInvitation: person.active && !person.hasPassword,
    facts: [
      { label: t('people.field.roles'), value: row.roleNames },
      { label: t('people.field.areas'), value: found.areas.map((area) => area.name).join(', ') },
      ...email,
      ...(may('people.edit') ? [{ label: t('people.field.last_sign_in'), day: person.lastSignInAt }] : []),
      ...reason,
    ],
    held: found.held.map((holding) => shownHolding(reader, holding)),
    can: {
      edit: may('people.edit'),
      setRoles: may('people.set_roles', person),
      disable: person.active && may('people.disable', person),
      enable: !person.active && may('people.disable', person),
      makeLink: person.active && may('people.make_link', person),
      assign: person.active && may('people.assign', person),
      end: may('people.assign', person),
      // Whoever gives others their positions is told who gives them theirs.
      askAnother: may('people.assign') && !may('people.assign', person),
    },
  };
}

export function positionRow(reader: Reader, position: PositionRow, holders: readonly Holding[]) {
  return {
    ...position,
    href: `/cargos/${position.id}`,
    holders: holders.map((holding) => shownHolding(reader, holding)),
    state: positionState(reader, position),
  };
}

export function positionPage(reader: Reader, position: PositionDetail, held: readonly Holding[]) {
  const { t, may } = reader;
  const designated = position.representative;
  return {
    title: position.name,
    position,
    state: positionState(reader, position),
    lines: position.responsibilities.split('\n').filter((line) => line.trim() !== ''),
    held: held.map((holding) => shownHolding(reader, holding)),
    facts: [
      { label: t('people.field.area'), value: position.areaName },
      ...(designated
        ? [
            { label: t('people.field.representative_act'), value: designated.act },
            { label: t('people.field.representative_since'), day: designated.since },
          ]
        : []),
    ],
    can: {
      keep: may('people.keep_structure'),
      designate: position.active && !position.isRepresentative && may('people.designate'),
      readPeople: may('people.read'),
      assign: position.active && may('people.assign'),
    },
  };
}

export function areaRow({ t }: Reader, area: AreaRow & { depth: number }) {
  return {
    ...area,
    href: `/dependencias/${area.id}/editar`,
    level: area.depth + 1,
    state: {
      kind: area.active ? 'ok' : 'off',
      text: t(area.active ? 'people.areas.open' : 'people.areas.closed'),
    },
  };
}

const HOLDING_TONE = { current: 'ok', coming: 'info', past: 'off' } as const;

/** One line of "who holds what": names, dates, state, and the act of an acting post. */
export function shownHolding({ t, may }: Reader, holding: Holding) {
  const state = stateOn(holding, today());
  return {
    ...holding,
    state: { kind: HOLDING_TONE[state], text: t(`people.assignment.state.${state}`) },
    kind: t(holding.acting ? 'people.assignment.acting' : 'people.assignment.own'),
    personHref: may('people.read') ? `/personas/${holding.person}` : null,
    positionHref: `/cargos/${holding.position}`,
    endHref: state === 'past' ? null : `/asignaciones/${holding.id}/fin`,
  };
}

function accountState({ t }: Pick<Reader, 't'>, active: boolean) {
  return { kind: active ? 'ok' : 'off', text: t(active ? 'people.state.active' : 'people.state.disabled') };
}

function positionState({ t }: Reader, position: PositionRow) {
  if (!position.active) return { kind: 'off', text: t('people.positions.closed') };
  return position.isRepresentative ? { kind: 'info', text: t('people.positions.representative') } : null;
}
