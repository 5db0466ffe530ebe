// Forms of an import. Its two files are named `list` and `archive`.
import { form, pageNumber } from '../../platform/forms/forms.ts';

export const batchQuery = form({ pagina: pageNumber() });
