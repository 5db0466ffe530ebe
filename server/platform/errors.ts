// What may go wrong on purpose: each error carries its HTTP status and a word key that the edge translates.

export type Params = Record<string, string | number>;

/** A sentence for the reader: a key of the word files and what fills its placeholders. */
export interface Message {
  key: string;
  params?: Params;
}

/** Word key of what a check of integrity finds wrong; a slice keeps its own below `fault` in its words. */
export type FaultWord = `integrity.${string}` | `${string}.fault.${string}`;

/** What a check finds wrong; a parameter may be a word key itself, and is then said in the reader's language too. */
export interface FaultMessage extends Message {
  key: FaultWord;
}

/** Field name to the messages shown beside it. */
export type FieldMessages = Record<string, Message[]>;

export class AppError extends Error {
  readonly status: number;
  readonly key: string;
  readonly params: Params;
  constructor(status: number, key: string, params: Params = {}) {
    super(key);
    this.name = new.target.name;
    this.status = status;
    this.key = key;
    this.params = params;
  }
}

/** The request is not one that our pages could have sent (operators in fields, arrays for strings). */
export class BadShape extends AppError {
  constructor(key = 'errors.bad_shape', params?: Params) {
    super(400, key, params);
  }
}

export class Forbidden extends AppError {
  constructor(key = 'errors.forbidden', params?: Params) {
    super(403, key, params);
  }
}

/** Does not exist, or lies outside what this person may see: the answer is the same. */
export class NotFound extends AppError {
  constructor(key = 'errors.not_found', params?: Params) {
    super(404, key, params);
  }
}

/** A rule of the domain says no. */
export class Refusal extends AppError {
  constructor(key: string, params?: Params) {
    super(409, key, params);
  }
}

/** What the person decided on has changed since the page was shown. */
export class Stale extends Refusal {}

/** The form was understood and its content is wrong: shown again with what was typed. */
export class Invalid extends AppError {
  readonly fields: FieldMessages;
  constructor(fields: FieldMessages) {
    super(422, 'errors.invalid');
    this.fields = fields;
  }
  static field(name: string, key: string, params?: Params): Invalid {
    return new Invalid({ [name]: [params ? { key, params } : { key }] });
  }
}

export class TooLarge extends AppError {
  constructor(key = 'errors.too_large', params?: Params) {
    super(413, key, params);
  }
}

export class TooMany extends AppError {
  constructor(key = 'errors.too_many', params?: Params) {
    super(429, key, params);
  }
}

/** A part that we depend on is down: the database, the disk. */
export class Unavailable extends AppError {
  constructor(key = 'errors.unavailable', params?: Params) {
    super(503, key, params);
  }
}
