import { lacking } from '../../tools/lacking';

const say = (env: NodeJS.ProcessEnv) => () => lacking('cases', 'there is nothing at cases', env);
let printed: jest.SpyInstance;
beforeEach(() => {
  printed = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => printed.mockRestore());

test.each([
  ['nobody declared it', {}],
  ['something else is declared', { TOWPATH_CI_WITHOUT: 'cluster,pulumi' }],
  ['a part of its name is declared', { TOWPATH_CI_WITHOUT: 'case,cases-of-others' }],
])('in CI it is an error to lack something where %s', (_, env) => {
  expect(say({ CI: 'true', ...env })).toThrow(/nothing at cases; TOWPATH_CI_WITHOUT=cases/);
  expect(printed).not.toHaveBeenCalled();
});

test.each([
  ['somebody declared it', { CI: 'true', TOWPATH_CI_WITHOUT: 'cluster,cases' }],
  ['it is no CI', {}],
])('the reason is printed where %s', (_, env) => {
  expect(say(env)).not.toThrow();
  expect(printed).toHaveBeenCalledWith('skipped: there is nothing at cases\n');
});
