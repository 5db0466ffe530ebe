// The items of the entity's plans.
import { itemModel } from './plans/item.ts';

export const PamItem = itemModel('pam', 'PamItem');
