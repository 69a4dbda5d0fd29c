import { suggest } from '../../src/diagnostics';

test.each([
  ['ReadWriteOnc', ['ReadOnlyMany', 'ReadWriteOnce'], 'ReadWriteOnce'],
  ['NET_ADMIM', ['CHOWN', 'KILL', 'NET_ADMIN', 'SYSLOG'], 'NET_ADMIN'],
  ['FORBID', ['Allow', 'Forbid'], 'Forbid'],
  ['api', ['API'], 'API'],
])('a near miss of a candidate with capitals is found: %s', (found, candidates, near) => {
  expect(suggest(found, candidates)).toBe(`did you mean \`${near}\`?`);
});

test('candidates of which none is near are listed', () => {
  expect(suggest('x', ['NET_ADMIN', 'CHOWN'])).toBe('one of: CHOWN, NET_ADMIN');
});
