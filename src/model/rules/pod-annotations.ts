import { suggest, type ValuePath } from '../../diagnostics';
import { mainContainerName, type WorkloadSpec } from '../flow-spec';
import { namedContainers } from './containers';
import { containersOf, invalid, type Rule, type RuleViolation } from './rule';

const deletionCost = 'controller.kubernetes.io/pod-deletion-cost';
const tolerations = 'scheduler.alpha.kubernetes.io/tolerations';
const podSeccomp = 'seccomp.security.alpha.kubernetes.io/pod';
const containerSeccomp = 'container.seccomp.security.alpha.kubernetes.io/';
const appArmor = 'container.apparmor.security.beta.kubernetes.io/';

/**
 * Checks the annotations of pods whose values the API server reads. It takes any text for others.
 * @see https://kubernetes.io/docs/reference/labels-annotations-taints/
 */
export const podAnnotationsAreRead: Rule = (spec) =>
  Object.entries(spec.podAnnotations ?? {}).flatMap(([key, value]): RuleViolation[] => {
    const path = ['podAnnotations', key];
    if (value === null) return [];
    if (key === deletionCost) return isCost(value) ? [] : [expected(path, value, 'a whole number of 32 bits')];
    if (key === tolerations) return [invalid(path, `\`${key}\` has no effect`, 'set `placement.tolerations`')];
    if (key === podSeccomp || key.startsWith(containerSeccomp)) return seccompFits(spec, path, key, value);
    return key.startsWith(appArmor) ? appArmorFits(spec, path, key.slice(appArmor.length), value) : [];
  });

function isCost(text: string): boolean {
  return /^(?:0|-?[1-9]\d{0,9}|-0)$/.test(text) && Math.abs(Number(text) + 0.5) < 2 ** 31;
}

function seccompFits(spec: WorkloadSpec, path: ValuePath, key: string, value: string): RuleViolation[] {
  const profile = profileOf(value);
  if (profile === undefined) {
    return [expected(path, value, '`runtime/default`, `unconfined` or `localhost/` with a relative path without `..`')];
  }
  const written = writtenProfile(spec, key);
  if (written === undefined || written === profile) return [];
  const message = `the annotation says the profile \`${profile}\`, and the container gets \`${written}\``;
  return [invalid(path, message, 'remove the annotation, and set `seccompProfile`')];
}

/** The profile that an annotation names, as the values of `seccompProfile`; undefined for a text that names none. */
function profileOf(value: string): string | undefined {
  if (value === 'runtime/default' || value === 'docker/default') return 'RuntimeDefault';
  if (value === 'unconfined') return 'Unconfined';
  const [, file] = /^localhost\/(.*)$/s.exec(value) ?? [];
  return file === undefined || file.startsWith('/') || file.split('/').includes('..') ? undefined : file;
}

/** The profile that the pod or the container of an annotation has in its fields. */
function writtenProfile(spec: WorkloadSpec, key: string): string | undefined {
  const name = key.slice(containerSeccomp.length);
  const container = containersOf(spec).find(({ path }) => (path.at(-1) ?? mainContainerName(spec)) === name)?.container;
  const ofContainer = spec.security === 'none' || !spec.security ? undefined : 'RuntimeDefault';
  const profile =
    key === podSeccomp ? spec.podSecurity?.seccompProfile : container && (container.seccompProfile ?? ofContainer);
  return typeof profile === 'object' ? profile.localhost : profile;
}

function appArmorFits(spec: WorkloadSpec, path: ValuePath, container: string, value: string): RuleViolation[] {
  const names = namedContainers(spec).map(({ name }) => name);
  if (!names.includes(container)) {
    return [invalid(path, `the pod has no container \`${container}\``, suggest(container, names))];
  }
  if (['', 'runtime/default', 'unconfined'].includes(value) || value.startsWith('localhost/')) return [];
  return [expected(path, value, '`runtime/default`, `unconfined`, or `localhost/` with the name of a profile')];
}

function expected(path: ValuePath, value: string, form: string): RuleViolation {
  return invalid(path, `found \`${value}\`; expected ${form}`);
}
