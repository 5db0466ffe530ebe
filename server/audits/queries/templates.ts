// Kept checklists, as a select offers them.
import { Template, type TemplateRecord } from '../template.ts';

export async function templatesOffered(): Promise<{ value: string; label: string }[]> {
  const found = await Template.find({ retired: null }).sort({ name: 1 }).lean<TemplateRecord[]>();
  return found.map(({ _id, name, lines }) => ({ value: String(_id), label: `${name} (${lines.length})` }));
}
