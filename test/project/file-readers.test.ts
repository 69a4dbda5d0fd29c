import { sources, textOf } from './repository';

/** Files of the package, and of Linux itself, and the list of functions that applications must not replace. Everything else may come from a user, and is read by `files/read-file.ts`. */
const readers = [
  'cli/compiled-code/pack.ts',
  'files/lock-owner.ts',
  'files/package-version.ts',
  'targets/kubernetes/validation/bundle.ts',
  'targets/pulumi/files/project.ts',
  'workspace/builtins.ts',
];

test('files of users are read in one place, which checks their kind, size and encoding first', () => {
  const found = sources().filter((file) => /\b(readFileSync|createReadStream)\b/.test(textOf(`src/${file}`) ?? ''));
  expect(found).toEqual(readers);
});

test('what other programs send is read with a limit of its size', () => {
  const unlimited = /stream\/consumers|\bbody\.(text|json|arrayBuffer)\(/;
  expect(sources().filter((file) => unlimited.test(textOf(`src/${file}`) ?? ''))).toEqual([]);
});
