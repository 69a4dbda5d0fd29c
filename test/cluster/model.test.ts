import { objectOf, podOf, synthesize } from 'towpath/testing';
import type { ObjectName } from '../../src/applications/declared';
import { fieldsOf } from '../../src/equivalence/fields';
import { flowKinds } from '../../src/model/flow-kinds';
import { objectNames } from '../../src/targets/kubernetes/flow-objects';
import { Everything, everywhere } from './everything';
import { accept } from './helpers/accept';
import { haveRoutes, routes } from './helpers/custom-kinds';
import { mispredicted } from './helpers/mispredicted';
import { newNamespace } from './helpers/namespace';
import { onServer } from './helpers/server';
import { storedIn, unplaced } from './helpers/stored';

const app = synthesize(Everything, everywhere);
const { objects: all } = app;
const objects = Object.entries(all).map(([file, object]) => ({ file, object }));

onServer('an application with all properties of the model', () => {
  let namespace: string;

  beforeAll(() => {
    haveRoutes();
    namespace = newNamespace();
  });

  it('has an object with every name that a flow can have', () => {
    const names: ObjectName[] = flowKinds.flatMap(objectNames);
    const files = Object.keys(all).join();
    expect(names.filter((name) => !files.includes(`-${name.toLowerCase()}`))).toEqual([]);
  });

  const here = objects.filter(({ object }) => object.kind !== 'Route' || routes !== undefined);

  it.each(here)('$file is accepted without a warning', ({ object }) => {
    expect(accept([object], namespace)).toEqual('');
  });

  it.each(here)('$file is stored as the comparison of objects predicts', ({ object }) => {
    expect(mispredicted(unplaced([object]), storedIn(namespace, [object]))).toEqual([]);
  });

  // What the server leaves open in a template is decided here.
  it.each(['report', 'worker', 'limited'])('a pod of %s is stored as the comparison predicts', (flow) => {
    const spec = { serviceAccountName: 'default', ...podOf(app, flow)?.spec };
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: flow }, spec };
    expect(mispredicted([pod], storedIn(namespace, [pod]))).toEqual([]);
  });

  it('a job of a schedule is stored as the comparison predicts', () => {
    const { jobTemplate } = fieldsOf(objectOf(app, 'report', 'cronjob')?.spec);
    const job = { ...fieldsOf(jobTemplate), apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'report' } };
    expect(mispredicted([job], storedIn(namespace, [job]))).toEqual([]);
  });
});
