/** There can be no control plane on this machine, and that is nobody's mistake: what needs one is skipped. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}
