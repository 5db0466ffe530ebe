// How links reach people: the address of this copy, and mail when it is configured. Set once at start.

export interface Mail {
  to: string;
  subject: string;
  text: string;
}

export interface Delivery {
  /** Origin of this copy as configured, never as a request claims it, e.g. `https://calidad.example.gov.co`. */
  origin: string;
  /** Puts a mail on its way; null when no mail is configured: links are then handed over by an administrator. */
  post: ((mail: Mail) => Promise<void>) | null;
}

let delivery: Delivery = { origin: '', post: null };

export function declareDelivery(chosen: Delivery): void {
  delivery = chosen;
}

export function isMailOn(): boolean {
  return delivery.post !== null;
}

/** The whole address of one of our paths. */
export function addressOf(path: string): string {
  return delivery.origin + path;
}

/** @throws Error when no mail is configured */
export async function post(mail: Mail): Promise<void> {
  if (!delivery.post) throw new Error('No mail is configured');
  await delivery.post(mail);
}
