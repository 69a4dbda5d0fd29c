import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parseAllDocuments } from 'yaml';
import type { Checkout } from './checkout';
import { kinds, manifests } from './manifests';
import { environments, largeFiles, namespaceOf, tagOf } from './workspace';

/** A chart that makes the objects of many stores. With `isSplit` it has a template, and so a file, for each object. */
export function helmChart(checkout: Checkout, flows: number, isSplit: boolean): string {
  const texts = manifests(checkout);
  const templates = kinds.flatMap((kind) =>
    isSplit
      ? Array.from({ length: flows }, (_, i) => [`store-${i}-${kind}`, template(texts[kind], String(i))])
      : [[kind, `{{- range $i := until (int .Values.flows) }}\n---\n${template(texts[kind], '{{ $i }}')}{{- end }}\n`]],
  );
  return checkout.project({
    'Chart.yaml': 'apiVersion: v2\nname: large\nversion: 1.0.0\n',
    'values.yaml': `flows: ${flows}\n`,
    '.helmignore': 'node_modules/\n',
    ...Object.fromEntries(templates.map(([name, text]) => [`templates/${name}.yaml`, text])),
  });
}

/**
 * Three runs of `helm template`, one for each environment.
 * @param out a folder in which each environment gets a folder of files. @default one text on standard output for each
 */
export function helmRuns(helm: string, chart: string, out?: string): readonly (readonly string[])[] {
  const flags = (name: string) => (out === undefined ? [] : ['--output-dir', join(out, name)]);
  return environments.map((name) => [helm, ...templateArgs(chart, name), ...flags(name)]);
}

function templateArgs(chart: string, environment: string): string[] {
  const values = `environment=${environment},tag=${tagOf(environment)}`;
  return ['template', 'large', chart, '--namespace', namespaceOf(environment), '--set', values];
}

function template(text: string, number: string): string {
  return text
    .replaceAll('store-0', `store-${number}`)
    .replaceAll(namespaceOf('dev'), '{{ $.Release.Namespace }}')
    .replaceAll(tagOf('dev'), '{{ $.Values.tag }}')
    .replaceAll(/: dev$/gm, ': {{ $.Values.environment }}');
}

/** @throws Error if the chart does not make the objects that towpath writes */
export function assertSameObjects(checkout: Checkout, helm: string): void {
  const ours = checkout.project(largeFiles(3));
  for (const environment of environments) {
    const [program = '', ...args] = checkout.towpath('synth', '-e', environment, '--stdout');
    const wanted = objectsIn(spawnSync(program, args, { cwd: ours, encoding: 'utf8' }).stdout);
    for (const isSplit of [false, true]) {
      const run = templateArgs(helmChart(checkout, 3, isSplit), environment);
      const made = objectsIn(spawnSync(helm, run, { encoding: 'utf8' }).stdout);
      if (wanted.size !== 9 || !isDeepStrictEqual(made, wanted))
        throw new Error(`the Helm chart makes other objects than towpath in ${environment}`);
    }
  }
}

function objectsIn(text: string): Map<string, unknown> {
  const objects = parseAllDocuments(text).map(
    (document) => document.toJS() as { kind: string; metadata: { name: string } },
  );
  return new Map(objects.filter(Boolean).map((object) => [`${object.kind} ${object.metadata.name}`, object]));
}
