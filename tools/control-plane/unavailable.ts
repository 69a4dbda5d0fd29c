/** An error that says why this machine can have no control plane. It is no fault: tests that need one are skipped. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}
