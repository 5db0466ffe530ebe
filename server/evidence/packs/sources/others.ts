// Evidence of a kind that has no files of its own to give: what it is called, how it stands, and its trail.
import type { Source } from './source.ts';

export const otherSource: Source = async ({ shown, t }) => {
  const { kind, id, code, title, state } = shown;
  const said = state ? t(state.key) : '';
  return {
    kind,
    id,
    code,
    title,
    state: said,
    facts: [],
    versions: [],
    subject: `${kind}:${id}`,
    personal: false,
  };
};
