import { initialEnvironment } from '../../src/actions/deploy/initial-environment';
import { folderWith } from '../helpers/files';
import { codesOf } from '../scenarios/codes';

const initial = (files: Readonly<Record<string, string>>) => initialEnvironment({ root: folderWith(files) });
const prod = { 'environments/prod.yaml': 'promotesFrom: [dev]\n' };

test('a deploy starts in the only environment that promotes from no other', () => {
  expect(initial({ ...prod, 'environments/dev.yaml': '' })).toBe('dev');
});

test('of several initial environments, a deploy starts in the default', () => {
  const files = { ...prod, 'environments/dev.yaml': '', 'environments/box.yaml': 'default: true\n' };
  expect(initial(files)).toBe('box');
});

test('several initial environments without a default are an error', async () => {
  const files = { 'environments/dev.yaml': '', 'environments/box.yaml': '' };
  expect(await codesOf(async () => initial(files))).toEqual(['environment-no-default']);
});

test('a workspace without environments is an error', async () => {
  expect(await codesOf(async () => initial({ 'towpath.yaml': '' }))).toEqual(['unknown-environment']);
});
