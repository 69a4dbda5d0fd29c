import { cpSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../project/repository';
import { onCluster } from './helpers/on-cluster';
import { Project } from './helpers/project';

/** The files that `pulumi up` at the top of the repository needs, besides `npm ci`. */
const files = ['Pulumi.yaml', 'pulumi', 'apps', 'environments', 'package.json', 'tsconfig.json', 'tsconfig.dev.json'];

onCluster('the project at the top of the repository', () => {
  it.each(['dev', 'prod'])('can be previewed for %s, from its TypeScript', async (stack) => {
    const project = new Project('', {});
    // The test works on a copy, because Pulumi writes the settings of a stack beside Pulumi.yaml.
    for (const left of ['index.js', 'package.json']) rmSync(join(project.folder, left));
    rmSync(join(project.folder, 'node_modules'), { recursive: true });
    for (const file of files) cpSync(join(root, file), join(project.folder, file), { recursive: true });
    for (const linked of ['node_modules', 'lib', 'data']) symlinkSync(join(root, linked), join(project.folder, linked));
    await project.init(stack);
    const { status, output, steps } = await project.preview(stack);
    expect([status, output]).toEqual([0, expect.anything()]);
    expect(steps).toEqual(expect.arrayContaining(['create pssp/api/deployment', 'create django/web/ingress']));
  });
});
