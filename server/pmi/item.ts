// The items of schools' plans.
import { itemModel } from '../pam/index.ts';

export const PmiItem = itemModel('pmi', 'PmiItem');
