import type { Server as Running } from '../../../tools/control-plane/server';
import { lacking } from '../../../tools/lacking';
import { variable } from './running';

export interface Server extends Running {
  /** Folder of kubectl and the rest. */
  readonly binaries: string;
  /** Whether anything works on its objects. */
  readonly controllers: boolean;
}

/** The server of this run. */
export function server(): Server {
  const there = serverIfAny();
  if (there === undefined) throw new Error('there is no server: `npm run test:cluster` starts one');
  return there;
}

/** The same; undefined where there can be none. */
export function serverIfAny(): Server | undefined {
  const said = process.env[variable];
  return said === undefined ? undefined : (JSON.parse(said) as Server);
}

if (serverIfAny() === undefined) lacking('cluster', 'there is no API server');

/** A `describe` whose tests are skipped where there is no server. */
export const onServer = serverIfAny() === undefined ? describe.skip : describe;
