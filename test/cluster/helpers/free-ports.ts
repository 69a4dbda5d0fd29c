/**
 * An object whose node ports are among those that the test server hands out, and among the first of them, which it picks
 * only when all others are taken.
 */
export function withFreePorts<Manifest extends object>(object: Manifest): Manifest {
  const text = JSON.stringify(object, (key, value) => (key === 'nodePort' ? freePort(value) : value));
  return JSON.parse(text) as Manifest;
}

function freePort(port: number): number {
  return 20_000 + (port % 100);
}
