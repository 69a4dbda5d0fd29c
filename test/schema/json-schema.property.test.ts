import { join } from 'node:path';
import fc from 'fast-check';
import { environment } from 'towpath';
import { type KubernetesObject, type SynthesizedApplication, synthesize } from 'towpath/testing';
import Pssp from '../../apps/pssp';
import { describeValue } from '../../src/model/describe';
import { type FlowKind, flowKinds } from '../../src/model/flow-kinds';
import { kinds } from '../../src/model/kinds';
import { podSecurityViolations } from '../../src/targets/kubernetes/pod-security';
import { podTemplateOf } from '../../src/targets/kubernetes/pod-template-of';
import { type SchemaPath, says, schemaPaths } from '../../src/testing/conformance/samples/paths';
import { type Form, forms, type Sample } from '../../src/testing/conformance/samples/sample';
import { samplesSaying } from '../../src/testing/conformance/samples/samples-saying';
import { anySample } from '../helpers/arbitrary/samples';
import { flowId, synthesizeSample } from '../helpers/arbitrary/synthesize-sample';
import { kubernetesVersions, schemaOf } from '../helpers/kubernetes-schema';

const withSchemas = kubernetesVersions.length > 0 ? describe.each(kubernetesVersions) : describe.skip.each(['none']);

/** Samples of every kind of flow: each property alone, and many random combinations. */
const accepted: { sample: Sample; app: SynthesizedApplication }[] = [];
const refused: string[][] = [];
const said = new Set<string>();

/** Whether a sample is accepted. */
function attempt(sample: Sample): boolean {
  const app = synthesizeSample(sample);
  if (Array.isArray(app)) refused.push(app);
  else accepted.push({ sample, app });
  return !Array.isArray(app);
}

/** Tries samples that set a property, until one of them is accepted. */
function say(form: Form, place: SchemaPath): void {
  for (const sample of samplesSaying(form, place)) {
    if (says(sample.values, place.path) && attempt(sample)) {
      said.add(nameOf(form.kind, place));
      return;
    }
  }
}

function nameOf(kind: FlowKind, { path }: SchemaPath): string {
  return `${kind} ${path.join('.')}`;
}

beforeAll(() => {
  for (const form of forms) for (const place of schemaPaths(kinds[form.kind])) say(form, place);
  for (const sample of fc.sample(anySample, 500)) attempt(sample);
});

it('the samples set every property of every kind', () => {
  const all = flowKinds.flatMap((kind) => schemaPaths(kinds[kind]).map((place) => nameOf(kind, place)));
  const left = all.filter((name) => !said.has(name));
  // The rules refuse these properties for these kinds of flow.
  const refusedByRules = [
    /^(service|worker) rollout\.partition$/,
    /^\w+ (sidecars\.\*\.)?probes\.readiness\.terminationGracePeriodSeconds$/,
    /^(worker|job|schedule) (.*\.)?(servicePort|servicePortName|targetPort|containerPort|nodePort|appProtocol)$/,
  ];
  expect(left.filter((name) => !refusedByRules.some((rule) => rule.test(name)))).toEqual([]);
});

it('most samples are accepted, and the others are refused for a known reason', () => {
  expect(refused.length / (accepted.length + refused.length)).toBeLessThan(0.5);
  // In particular, no `construct-invalid` and no other thrown error is allowed.
  const reasons = ['pod-security', 'invalid-value', 'missing-value', 'reference-unresolved'];
  expect(refused.flat().filter((code) => !reasons.includes(code))).toEqual([]);
});

it('pods of a flow with `security: restricted` or `security: baseline` meet that standard', () => {
  const broken = accepted.flatMap(({ app }) => {
    const spec = app.specs[flowId] as { security?: 'restricted' | 'baseline' | 'none' };
    const { security = 'none' } = spec;
    if (security === 'none') return [];
    return Object.values(app.objects).flatMap((object) => podSecurityViolations(security, podTemplateOf(object)));
  });
  expect(broken).toEqual([]);
  expect(refused.flat()).toContain('pod-security');
});

withSchemas('Kubernetes %s', (version) => {
  let problems: (object: KubernetesObject) => string[];
  // A Route is a kind of OpenShift, not of Kubernetes.
  const allProblems = (app: SynthesizedApplication) =>
    Object.values(app.objects).flatMap((object) => (object.kind === 'Route' ? [] : problems(object)));

  beforeAll(() => {
    problems = schemaOf(version);
  });

  it.each(['dev', 'tst', 'prod'])('accepts the objects of pssp in %s', (name) => {
    expect(allProblems(synthesize(Pssp, name, { root: join(__dirname, '../..') }))).toEqual([]);
  });

  it('refuses an object with an unknown field', () => {
    const [object] = Object.values(synthesize(Pssp, environment('dev')).objects);
    expect(problems({ ...object, spec: { replicsa: 1 } } as never)).not.toEqual([]);
  });

  it('accepts the objects of every sample', () => {
    for (const { sample, app } of accepted) {
      const found = allProblems(app);
      // The sample is part of the comparison only if there are problems, so that the failure shows it.
      expect({ found, ...(found.length > 0 && { sample: describeValue(sample.values) }) }).toEqual({ found: [] });
    }
  });
});
