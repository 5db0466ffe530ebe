// Every environment variable, read once and refused early with one message that lists all that is wrong.
import { resolve } from 'node:path';

export interface Config {
  port: number;
  host: string;
  storageDir: string;
  /** Undefined: the embedded database in `storageDir`. */
  mongodbUri: string | undefined;
  /** Origin without a trailing slash, e.g. `https://calidad.example.gov.co`. Undefined: `http://host:port`. */
  baseUrl: string | undefined;
  /** Undefined only with the embedded database: a secret is made and kept in `storageDir`. */
  sessionSecret: string | undefined;
  smtpUrl: string | undefined;
  /** Sender's address of our mail. */
  mailFrom: string | undefined;
  /** A ClamAV daemon, `tcp://host:3310`. Undefined: uploads are not scanned, and the system page says so. */
  scannerUrl: string | undefined;
  adminEmail: string | undefined;
  adminPassword: string | undefined;
  /** Codes of the procedures to load as drafts at an unattended start; `all` by default. */
  procedures: string[] | 'all';
}

/**
 * Reads the environment.
 * @throws Error with one line per wrong variable.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const wrong: string[] = [];
  const value = (name: string): string | undefined => env[name]?.trim() || undefined;

  const port = Number(value('PORT') ?? 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    wrong.push('PORT must be a whole number from 0 to 65535');

  const baseUrl = value('BASE_URL')?.replace(/\/+$/, '');
  if (baseUrl && !isOrigin(baseUrl))
    wrong.push('BASE_URL must be an origin such as https://calidad.example.gov.co');

  const mongodbUri = value('MONGODB_URI');
  if (mongodbUri && !/^mongodb(\+srv)?:\/\//.test(mongodbUri))
    wrong.push('MONGODB_URI must begin with mongodb:// or mongodb+srv://');

  const sessionSecret = value('SESSION_SECRET');
  if (mongodbUri && !sessionSecret)
    wrong.push('SESSION_SECRET is required with MONGODB_URI (32 random characters or more)');
  if (sessionSecret && sessionSecret.length < 32)
    wrong.push('SESSION_SECRET must have 32 characters or more');

  const smtpUrl = value('SMTP_URL');
  if (smtpUrl && !/^smtps?:\/\//.test(smtpUrl)) wrong.push('SMTP_URL must begin with smtp:// or smtps://');

  const mailFrom = value('MAIL_FROM');
  if (mailFrom && !mailFrom.includes('@')) wrong.push('MAIL_FROM must be an e-mail address');

  const scannerUrl = value('SCANNER_URL');
  if (scannerUrl && !/^tcp:\/\/[^/]+$/.test(scannerUrl))
    wrong.push('SCANNER_URL must be tcp://host:port of a ClamAV daemon');

  const adminEmail = value('ADMIN_EMAIL');
  const adminPassword = env.ADMIN_PASSWORD || undefined;
  if (Boolean(adminEmail) !== Boolean(adminPassword))
    wrong.push('ADMIN_EMAIL and ADMIN_PASSWORD go together');
  if (adminEmail && !adminEmail.includes('@')) wrong.push('ADMIN_EMAIL must be an e-mail address');

  if (wrong.length > 0)
    throw new Error(`The configuration is wrong:\n${wrong.map((line) => `  - ${line}`).join('\n')}`);

  const procedures = value('PROCEDURES');
  return {
    port,
    host: value('HOST') ?? '127.0.0.1',
    storageDir: resolve(value('STORAGE_DIR') ?? 'storage'),
    mongodbUri,
    baseUrl,
    sessionSecret,
    smtpUrl,
    mailFrom,
    scannerUrl,
    adminEmail,
    adminPassword,
    procedures: !procedures || procedures === 'all' ? 'all' : procedures.split(/[\s,]+/).filter(Boolean),
  };
}

/** The demonstration keeps to a storage of its own and never touches a configured database. @throws as `readConfig` */
export function readDemoConfig(env: NodeJS.ProcessEnv = process.env): Config {
  return readConfig({
    STORAGE_DIR: 'storage-demo',
    ...env,
    MONGODB_URI: undefined,
    ADMIN_EMAIL: undefined,
    ADMIN_PASSWORD: undefined,
  });
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === text;
}

/** The environment for the same program started again, with one variable more; null where that one is set. */
export function environmentWith(name: string, value: string): NodeJS.ProcessEnv | null {
  return process.env[name] === undefined ? { ...process.env, [name]: value } : null;
}

/** Sets a variable for threads yet to be started: they ask the environment themselves. */
export function setForThreads(name: string, value: string): void {
  process.env[name] = value;
}
