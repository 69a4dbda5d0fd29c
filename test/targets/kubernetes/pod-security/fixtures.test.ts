import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { podSecurityViolations } from '../../../../src/targets/kubernetes/pod-security';
import { caseFolder } from '../../../helpers/cases';

/**
 * The fixtures of Pod Security Admission, with one pod in each file. The folders name the version and the result.
 * @see https://github.com/kubernetes/pod-security-admission/tree/master/test/testdata
 */
const folder = caseFolder('pod-security/test/testdata');
const fixtures = folder ?? '';
const list = (...path: string[]) => readdirSync(join(fixtures, ...path)).sort();
const withFixtures = folder ? describe : describe.skip;

/**
 * Newer versions of the standard only add rules about newer fields, so the newest rules also agree with the fixtures of
 * older versions. These fixtures are the exception: since 1.35 the baseline allows `procMount` in a user namespace, and
 * these pods are in one.
 */
const allowedSince = /^baseline\/v1\.(25|32)\/fail\/procmount[01]\.yaml$/;

/** Words of the expected violation, by the file name of the control, because a pod may violate several controls. */
const reasons: Readonly<Record<string, string>> = {
  allowprivilegeescalation: 'allowPrivilegeEscalation',
  apparmorprofile: 'AppArmor',
  capabilities_baseline: 'adds the capabilities',
  capabilities_restricted: 'capabilities',
  hostnamespaces: 'uses namespaces of the host',
  hostpathvolumes: 'hostPath',
  hostports: 'ports of the host',
  hostprobesandhostlifecycle: 'another host',
  privileged: 'is privileged',
  procmount: 'procMount',
  procmount_restricted: 'procMount',
  restrictedvolumes: 'volumes of the type',
  runasnonroot: 'runAsNonRoot',
  runasuser: 'runAsUser to 0',
  seccompprofile_baseline: 'seccompProfile',
  seccompprofile_restricted: 'seccompProfile',
  selinuxoptions: 'seLinuxOptions',
  sysctls: 'sysctls',
  windowshostprocess: 'windowsOptions.hostProcess',
};

const controlOf = (file: string) => basename(file).replace(/\d+\.yaml$/, '');

withFixtures.each(['baseline', 'restricted'] as const)('the standard "%s"', (profile) => {
  const files = (verdict: string) =>
    folder
      ? list(profile).flatMap((version) =>
          list(profile, version, verdict).map((file) => [profile, version, verdict, file].join('/')),
        )
      : ['none'];
  const violations = (file: string) =>
    podSecurityViolations(profile, parse(readFileSync(join(fixtures, file), 'utf8')));

  it.each(files('pass'))('allows %s', (file) => {
    expect(violations(file)).toEqual([]);
  });

  it.each(files('fail').filter((file) => !allowedSince.test(file)))('refuses %s', (file) => {
    expect(violations(file)).toContainEqual(expect.stringContaining(reasons[controlOf(file)] ?? 'an unknown control'));
  });

  const allowed = files('fail').filter((file) => allowedSince.test(file));
  if (allowed.length > 0) {
    it.each(allowed)('allows %s since a later version', (file) => {
      expect(violations(file)).toEqual([]);
    });
  }
});
