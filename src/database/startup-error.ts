/** A reason why the service cannot start, in a sentence that says what to do. Shown without a stack. */
export class StartupError extends Error {
  override name = 'StartupError';
}
