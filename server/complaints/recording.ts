// What a closed complaint leaves in other rooms.
import type { ComplaintDoc } from './complaint.ts';

/** Called inside the act that closes it. */
export async function keepAsRecord(_complaint: ComplaintDoc): Promise<void> {}
