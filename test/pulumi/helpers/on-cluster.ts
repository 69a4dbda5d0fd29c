import { variable } from './running';

/** A `describe` whose tests are skipped where there is no cluster; the setup says why. */
export const onCluster = process.env[variable] === undefined ? describe.skip : describe;
