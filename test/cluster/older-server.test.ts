import { versions } from '../../tools/control-plane/versions';
import { kubectl } from './helpers/kubectl';
import { namespace } from './helpers/namespace';
import { onOlderServer } from './helpers/older-server';
import { server } from './helpers/server';
import { asUser } from './helpers/users';

onOlderServer('an older server', (older) => {
  it('is an older one, and not that of this run', () => {
    const { serverVersion } = JSON.parse(kubectl(['version', '--output=json'], '', older()).stdout);
    expect(serverVersion.gitVersion).toBe(`v${versions.older}`);
    expect(older().url).not.toBe(server().url);
  });

  it('takes objects and users', () => {
    const place = namespace({}, older());
    expect(kubectl(['get', 'namespace', place, '--output=name'], '', older()).stdout.trim()).toBe(`namespace/${place}`);
    const user = asUser('somebody', older());
    expect(kubectl(['auth', 'whoami', '--output=jsonpath={.status.userInfo.username}'], '', user).stdout).toBe(
      user.name,
    );
  });
});
