// The ways in which work handed to another thread can fail, apart from the work's own errors.

/** The work took longer than it was given; its thread was ended. */
export class WorkerTimeout extends Error {
  override name = 'WorkerTimeout';
}

/** The work asked for more memory than it was given; its thread was ended and the server was not touched. */
export class WorkerOutOfMemory extends Error {
  override name = 'WorkerOutOfMemory';
}

/** The thread ended by itself before it answered. */
export class WorkerCrashed extends Error {
  override name = 'WorkerCrashed';
}

/** Too much work is waiting already: ask again later (503). */
export class WorkersBusy extends Error {
  override name = 'WorkersBusy';
}
