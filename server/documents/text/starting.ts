// The text with which a new document begins: its known facts, and its parts still to be filled in.

interface Facts {
  code: string;
  title: string;
  /** Name of the document's type, folded: `procedimiento`. */
  type: string;
  process: string;
  owner: string;
  label: string;
}

/**
 * A procedure begins with the fields that it must have, empty: the editor names each one by its line until it is written.
 * Any other document begins with three headings.
 */
export function startingText(facts: Facts): string {
  const head = Object.entries({ ...facts, version: facts.label })
    .filter(([field, value]) => field !== 'label' && value !== '')
    .map(([field, value]) => `${field}: ${JSON.stringify(value)}`);
  const rest = facts.type === 'procedimiento' ? PROCEDURE : [];
  return ['---', ...head, ...rest, '---', '', facts.type === 'procedimiento' ? CONDITIONS : PARTS, ''].join(
    '\n',
  );
}

const PROCEDURE = [
  'objective:',
  'scope:',
  'definitions: []',
  'references: []',
  'activities:',
  '  - number: 1',
  '    name:',
  '    detail:',
  '    responsible: []',
  '    period: no lo indica',
  '    records: []',
  '    next: fin',
  'records: []',
  'changes: []',
];
const CONDITIONS = '## Condiciones generales\n';
const PARTS = '## Objetivo\n\n\n## Alcance\n\n\n## Contenido\n';
