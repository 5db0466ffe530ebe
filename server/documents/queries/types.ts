// Types of document as lists and pickers need them.
import { DocumentType, type DocumentTypeRecord } from '../type.ts';

export async function typeOptions(): Promise<{ value: string; label: string }[]> {
  const types = await DocumentType.find({ active: true })
    .select('name code')
    .sort({ name: 1 })
    .lean<Pick<DocumentTypeRecord, '_id' | 'name' | 'code'>[]>();
  return types.map((type) => ({ value: String(type._id), label: type.name }));
}

export async function allTypes(): Promise<DocumentTypeRecord[]> {
  return DocumentType.find().sort({ name: 1 }).lean<DocumentTypeRecord[]>();
}
