import { variable } from './running';

export interface Server {
  /** Folder of kubectl and the rest. */
  readonly binaries: string;
  /** Path of a file with all rights. */
  readonly kubeconfig: string;
}

/** The server of this run. */
export function server(): Server {
  const said = process.env[variable];
  if (said === undefined) throw new Error('there is no server: `npm run test:cluster` starts one');
  return JSON.parse(said) as Server;
}

/** A `describe` whose tests are skipped where there is no server; the setup says why. */
export const onServer = process.env[variable] === undefined ? describe.skip : describe;
