import { lacking } from '../../../tools/lacking';
import { variable } from './running';

const there = process.env[variable] !== undefined;
if (!there) lacking('pulumi', 'there is no Pulumi with a cluster; the setup says why');

/** A `describe` whose tests are skipped if there is no cluster. */
export const onCluster = there ? describe : describe.skip;
