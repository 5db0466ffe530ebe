// What our middleware adds to Express's request, response and session.
import type { User as SignedIn } from '../access/roles.ts';
import type { Flash, PageData } from '../pages/layout.ts';
import type { Language } from '../words/index.ts';

declare global {
  namespace Express {
    // Passport's name for the signed-in person.
    interface User extends SignedIn {
      readonly id: string;
    }
    interface Locals {
      nonce: string;
      page: PageData;
    }
  }
}

declare module 'express-session' {
  interface SessionData {
    flash: Flash;
    language: Language;
    startedAt: number;
    seenAt: number;
    /** When the password was last given, for acts that sign. */
    person: string;
  }
}
