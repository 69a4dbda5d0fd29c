import { exitCodeOf } from '../../src/cli/issues';
import { registries } from '../../src/diagnostics/codes';

test('each code is in exactly one registry', () => {
  const all = registries.flatMap((registry) => Object.keys(registry));
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
