import { join } from 'node:path';
import { exitCodeOf } from '../../src/cli/issues';
import { codes } from '../../src/diagnostics/codes';
import { filesBelow, root } from '../project/repository';

test('each code is in exactly one registry', () => {
  const folder = join(root, 'src/diagnostics/codes');
  const parts = filesBelow(folder).filter((file) => file !== 'index.ts');
  const registries = parts.flatMap((file) => Object.values(require(join(folder, file)) as Record<string, object>));
  const all = registries.flatMap((registry) => Object.keys(registry));
  expect(all.toSorted()).toEqual(Object.keys(codes).sort());
  expect(all.filter((code, index) => all.indexOf(code) !== index)).toEqual([]);
});

test('the exit code for a failed system is used for an error with such a code, and not for a warning', () => {
  const issue = (severity: 'error' | 'warning', code: 'cluster-failed' | 'invalid-value') => ({
    severity,
    code,
    message: '',
  });
  expect(exitCodeOf([issue('error', 'cluster-failed'), issue('error', 'invalid-value')])).toBe(3);
  expect(exitCodeOf([issue('warning', 'cluster-failed'), issue('error', 'invalid-value')])).toBe(2);
});
