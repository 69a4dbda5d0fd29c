import { join } from 'node:path';
import { manifestsAt } from '../helpers/cases';
import { filesBelow, root } from '../project/repository';
import { accept } from './helpers/accept';
import { mispredicted } from './helpers/mispredicted';
import { haveNamespaces } from './helpers/namespace';
import { onServer } from './helpers/server';
import { storedIn, unplaced } from './helpers/stored';

const dist = join(root, 'dist');
const files = filesBelow(dist).filter((file) => file.endsWith('.yaml'));

onServer('the output in dist/', () => {
  beforeAll(() => {
    const namespaces = files
      .flatMap((file) => manifestsAt(join(dist, file)))
      .flatMap((object) => (object as { metadata: { namespace?: string } }).metadata.namespace ?? []);
    haveNamespaces([...new Set(namespaces)]);
  });

  it.each(files)('%s is accepted without a warning', (file) => {
    expect(accept(manifestsAt(join(dist, file)))).toEqual('');
  });

  it.each(files)('%s is stored as the comparison of objects predicts', (file) => {
    const objects = manifestsAt(join(dist, file));
    expect(mispredicted(unplaced(objects), storedIn('default', objects))).toEqual([]);
  });
});
