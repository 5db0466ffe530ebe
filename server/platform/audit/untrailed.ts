// The few collections that carry no trail, each with the reason. A test holds the database against this list.

export const UNTRAILED: Readonly<Record<string, string>> = {
  trail_entries: 'the trail itself',
  trail_heads: 'the last entry of each chain; proved by verify from the entries',
  seals: 'chained to each other; proved by verify',
  seal_leaves: 'what a seal covers; proved by verify from its root',
  counters: 'numbers are proved by the records that bear them',
  form_keys: 'one-time keys of forms, gone after a week',
  sessions: 'who is signed in; sign-ins themselves are in the trail',
  login_failures: 'throttling of wrong passwords and the addresses known of each account, gone after a month',
  one_time_links: 'hashed tokens of invitations and recovery; their use is in the trail',
  outbox: 'mail waiting to be sent',
  reminders: 'who was reminded by mail on which day, gone after two months',
  integrity_runs: 'what each integrity check found; can be run again at will',
  restores: 'marks a storage while a restore or a move fills it',
  job_leases: 'which process runs a job now',
  migrations: 'which migrations ran, logged by themselves',
  edit_locks: 'who is writing now; saving is in the trail',
  import_trials: 'what a dry run of an import found, gone after a day; the import itself is in the trail',
  import_files: 'the files of a dry run, gone after a day',
  uploads: 'files attached to a form that came back, gone after a day',
  search_entries: 'derived from the records, rebuilt at will',
};
