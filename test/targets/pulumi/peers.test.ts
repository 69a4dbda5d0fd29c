import { oldestSupported, requirePulumi } from '../../../src/targets/pulumi/peers';
import { thrownIssues } from '../../helpers/define';
import { textOf } from '../../project/repository';

describe('the packages of Pulumi', () => {
  const having = (versions: Readonly<Record<string, string | undefined>>) =>
    thrownIssues(() => requirePulumi((name) => (name in versions ? versions[name] : oldestSupported[name])));

  test('are reported with the command that installs them if they are missing', () => {
    const issues = having({ '@pulumi/pulumi': undefined, '@pulumi/kubernetes': undefined });
    expect(issues.map(({ code }) => code)).toEqual(['pulumi-missing', 'pulumi-missing']);
    expect(issues.map(({ hint }) => hint)).toEqual([
      `run \`npm install @pulumi/pulumi@^${oldestSupported['@pulumi/pulumi']}\``,
      `run \`npm install @pulumi/kubernetes@^${oldestSupported['@pulumi/kubernetes']}\``,
    ]);
  });

  test.each(['3.141.9', '2.200.0', '3.9.0', '3.141.0-alpha.1'])('must be new enough, and %s is not', (version) => {
    expect(having({ '@pulumi/pulumi': version })).toHaveLength(1);
  });

  test.each(['3.142.0', '3.142.1', '3.1000.0', '4.0.0'])('must be new enough, and %s is', (version) => {
    expect(having({ '@pulumi/pulumi': version })).toEqual([]);
  });

  test('have the same minimum versions in package.json', () => {
    const { peerDependencies, peerDependenciesMeta } = JSON.parse(textOf('package.json') ?? '');
    for (const [name, version] of Object.entries(oldestSupported)) {
      expect(peerDependencies[name]).toBe(`^${version}`);
      expect(peerDependenciesMeta[name]).toEqual({ optional: true });
    }
  });
});
