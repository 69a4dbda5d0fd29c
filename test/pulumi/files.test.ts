import { cpSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { synth } from 'towpath/actions';
import { root } from '../project/repository';
import { onCluster } from './helpers/on-cluster';
import { component, newNamespace, shopClass, shopIn, shopResources } from './helpers/shop';

const application = `${shopClass.replace(/const .*require\('(towpath\/pulumi|@pulumi).*\n/g, '')}module.exports = Shop;`;

onCluster('a generated project', () => {
  it('runs without towpath, and continues the stack of a program with components', async () => {
    const project = await shopIn(newNamespace());
    expect((await project.up('dev')).changes).toEqual({ create: shopResources });

    project.write('apps/shop.js', application);
    const { written } = await synth({ root: project.folder, targets: ['pulumi'] });
    expect(written).toContain('pulumi/shop/Pulumi.dev.yaml');
    cpSync(join(project.folder, 'Pulumi.dev.yaml'), join(project.folder, 'salt.yaml'));
    project.write('dist/pulumi/shop/Pulumi.dev.yaml', merged(project.read('Pulumi.dev.yaml')));
    // Only the packages in package.json are installed.
    symlinkSync(join(root, 'node_modules'), join(project.folder, 'dist/pulumi/shop/node_modules'));
    const { status, changes, steps } = await project.up('dev', '--cwd', join(project.folder, 'dist/pulumi/shop'));
    expect([status, steps, changes]).toEqual([0, [], { same: shopResources }]);

    // The data that Pulumi wrote into the settings of the stack stays there.
    const again = await synth({ root: project.folder, targets: ['pulumi'] });
    expect(again.written.filter((file) => !file.includes('.towpath/'))).toEqual([]);
  });
});

function merged(settings: string): string {
  return `${settings}  towpath:environment: dev\n`;
}

onCluster('the options of a component', () => {
  it('can rename it by an alias and change its objects by a transform, without replacing a resource', async () => {
    const project = await shopIn(newNamespace());
    await project.up('dev');
    const options = `{ aliases: [{ name: 'shop' }], transforms: [({ type, props, opts }) => type === 'kubernetes:core/v1:Service'
      ? { props: { ...props, metadata: { ...props.metadata, annotations: { team: 'web' } } }, opts } : undefined] }`;
    const renamed = component
      .replace("new ApplicationComponent('shop', {", "new ApplicationComponent('store', { id: 'shop',")
      .replace('application: Shop })', `application: Shop }, ${options})`);
    project.write('index.js', renamed);
    const { status, steps } = await project.up('dev');
    expect([status, steps]).toEqual([0, ['update store/db/service', 'update store/web/service']]);
  });
});
