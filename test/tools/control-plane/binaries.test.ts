import { chmodSync, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { foundBinaries, hasControllers } from '../../../tools/control-plane/binaries';
import { folderWith } from '../../helpers/files';

function programs(...names: string[]): string {
  const folder = folderWith(Object.fromEntries(names.map((name) => [name, ''])));
  for (const name of names) chmodSync(join(folder, name), 0o755);
  return folder;
}

const all = ['etcd', 'kube-apiserver', 'kubectl'];

it('takes the folder that is named before those of PATH', () => {
  const [named, other] = [programs(...all), programs(...all)];
  expect(foundBinaries({ KUBEBUILDER_ASSETS: named, PATH: other })).toBe(named);
  expect(foundBinaries({ PATH: other })).toBe(other);
});

it('takes nothing of a folder that has not all', () => {
  const [some, whole] = [programs('kubectl'), programs(...all)];
  expect(foundBinaries({ PATH: [some, whole].join(delimiter) })).toBe(whole);
  expect(foundBinaries({ PATH: some })).toBeUndefined();
  expect(foundBinaries({})).toBeUndefined();
  expect(() => foundBinaries({ KUBEBUILDER_ASSETS: some, PATH: whole })).toThrow(/KUBEBUILDER_ASSETS/);
});

it('takes programs alone', () => {
  expect(foundBinaries({ PATH: folderWith(Object.fromEntries(all.map((name) => [name, '']))) })).toBeUndefined();
});

it('knows whether there are controllers, which some folders of a server lack', () => {
  const whole = programs(...all, 'kube-controller-manager', 'kube-scheduler', 'kwok');
  expect(hasControllers(whole)).toBe(false);
  mkdirSync(join(whole, 'kwok-stages'));
  expect(hasControllers(whole)).toBe(true);
  expect(hasControllers(programs(...all))).toBe(false);
});
