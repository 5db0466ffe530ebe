// Types of document: opened and changed by the quality office; a new copy begins with the usual ones.
import { act, type Actor } from '../platform/audit/act.ts';
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { Invalid, NotFound } from '../platform/errors.ts';
import { codeFrom, routeProblem, type Step } from './rules.ts';
import { DocumentType, type DocumentTypeRecord } from './type.ts';

export type TypeInput = Omit<DocumentTypeRecord, '_id'>;

/** Opens a type. Returns its id. @throws Invalid for a taken code, a pattern without number, an unusable route */
export async function createType(input: TypeInput, user: User): Promise<string> {
  return act('documents.create_type', actorOf(user), async () => {
    await mustBeUsable(input, null);
    const type = new DocumentType(input);
    await type.save();
    return String(type._id);
  });
}

/** Changes a type. Versions that are on their route keep the route with which they were submitted. */
export async function editType(id: string, input: TypeInput, user: User): Promise<void> {
  await act('documents.edit_type', actorOf(user), async () => {
    const type = await DocumentType.findById(id);
    if (!type) throw new NotFound();
    await mustBeUsable(input, id);
    await type.set(input).save();
  });
}

async function mustBeUsable(input: TypeInput, id: string | null): Promise<void> {
  const same = { code: input.code, ...(id ? { _id: { $ne: id } } : {}) };
  if (await DocumentType.exists(same))
    throw Invalid.field('code', 'documents.types.code_taken', { code: input.code });
  if (codeFrom(input.pattern, { process: 'P', type: input.code, number: 1 }) === null)
    throw Invalid.field('pattern', 'documents.types.pattern_number');
  const problem = routeProblem(input.route);
  if (problem) throw Invalid.field('route', problem);
}

/** Puts the usual types in place where there is none yet. Safe to repeat, at set-up and at every start. */
export async function ensureDefaultTypes(actor: Actor = { kind: 'setup' }): Promise<void> {
  if (await DocumentType.exists({})) return;
  await act('documents.create_type', actor, async () => {
    if (await DocumentType.exists({})) return;
    for (const [code, name, pattern, reviewMonths] of USUAL) {
      const type = {
        code,
        name,
        pattern,
        reviewMonths,
        isForm: code === 'FO',
        route: usualRoute(),
        active: true,
      };
      await new DocumentType(type).save();
    }
  });
}

const BY_PROCESS = '{process}-{type}-{nn}';
const USUAL = [
  ['PR', 'Procedimiento', BY_PROCESS, 24],
  ['IN', 'Instructivo', BY_PROCESS, 24],
  ['FO', 'Formato', BY_PROCESS, 36],
  ['GU', 'Guía', BY_PROCESS, 24],
  ['PL', 'Plan', BY_PROCESS, 12],
  ['CA', 'Caracterización de proceso', BY_PROCESS, 24],
  ['MA', 'Manual', '{type}-{nn}', 36],
  ['PO', 'Política', '{type}-{nn}', 36],
] as const;

/** One of the quality office reviews, one of the committee approves. */
function usualRoute(): Step[] {
  return [
    {
      stage: 'review',
      needs: 1,
      participants: [{ kind: 'role', id: 'quality', name: 'Oficina de calidad' }],
    },
    {
      stage: 'approval',
      needs: 1,
      participants: [{ kind: 'role', id: 'committee', name: 'Comité Directivo' }],
    },
  ];
}
