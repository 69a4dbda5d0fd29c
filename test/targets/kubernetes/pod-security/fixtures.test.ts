import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { podSecurityViolations } from '../../../../src/targets/kubernetes/pod-security';
import { caseFolder } from '../../../helpers/cases';

/**
 * The Pod Security Admission's own fixtures, one pod a file; the folders say the version and the verdict.
 * @see https://github.com/kubernetes/pod-security-admission/tree/master/test/testdata
 */
const folder = caseFolder('pod-security/test/testdata');
const fixtures = folder ?? '';
const list = (...path: string[]) => readdirSync(join(fixtures, ...path)).sort();
const withFixtures = folder ? describe : describe.skip;

/**
 * The standard only ever grew, in what it allows and in what it asks for, and its older fixtures say
 * nothing about what came later; so today's rules agree with them too, but for these. Since 1.35 the
 * baseline leaves `procMount` to pods in a user namespace, and these pods are in one.
 */
const allowedSince = /^baseline\/v1\.(25|32)\/fail\/procmount[01]\.yaml$/;

/** A word of the reason, by what the files of one control are called: a pod may break two controls at once. */
const reasons: Readonly<Record<string, string>> = {
  allowprivilegeescalation: 'allowPrivilegeEscalation',
  apparmorprofile: 'AppArmor',
  capabilities_baseline: 'capabilities adds',
  capabilities_restricted: 'capabilities',
  hostnamespaces: 'shares with the host',
  hostpathvolumes: 'hostPath',
  hostports: 'ports of the host',
  hostprobesandhostlifecycle: 'another host',
  privileged: 'is privileged',
  procmount: 'procMount',
  procmount_restricted: 'procMount',
  restrictedvolumes: 'volumes of type',
  runasnonroot: 'runAsNonRoot',
  runasuser: 'user 0',
  seccompprofile_baseline: 'seccompProfile',
  seccompprofile_restricted: 'seccompProfile',
  selinuxoptions: 'seLinuxOptions',
  sysctls: 'sysctls',
  windowshostprocess: 'HostProcess',
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

  it.each(files('pass'))('lets %s pass', (file) => {
    expect(violations(file)).toEqual([]);
  });

  it.each(files('fail').filter((file) => !allowedSince.test(file)))('stops %s', (file) => {
    expect(violations(file)).toContainEqual(expect.stringContaining(reasons[controlOf(file)] ?? 'an unknown control'));
  });

  const allowed = files('fail').filter((file) => allowedSince.test(file));
  if (allowed.length > 0) {
    it.each(allowed)('lets %s pass by now', (file) => {
      expect(violations(file)).toEqual([]);
    });
  }
});
