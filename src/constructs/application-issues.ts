import { type Issue, suggest, type ValuePath } from '../diagnostics';
import { locateIn } from '../environments/environment';
import { isMap, valueAt } from '../environments/merge';
import { objectNames } from '../kubernetes/flow-objects';
import { reservedLabels } from '../kubernetes/labels';
import { nameProblem } from '../kubernetes/names';
import { namingProblems, objectName } from '../kubernetes/naming';
import { edgesOf } from '../spec/edges';
import { isReachable } from '../spec/flow-spec';
import type { Application } from './application';
import type { Flow } from './flow';

/** What can be judged only when all flows are declared. */
export function applicationIssues(application: Application): Issue[] {
  const flows = application.flows;
  return [
    ...unknownEntries(
      application,
      'flows',
      flows.map((flow) => flow.node.id),
    ),
    ...unknownEntries(
      application,
      'images',
      application.images.map((image) => image.name),
    ),
    ...namingProblems(application.names.naming ?? {}).map((message) => ({
      ...issue('naming-invalid', message),
      path: `${application.node.id}.naming`,
    })),
    ...flows.filter((flow) => flow.isValid).flatMap((flow) => flowIssues(application, flow)),
  ];
}

function flowIssues(application: Application, flow: Flow): Issue[] {
  const path = `${application.node.id}.${flow.node.id}`;
  return [
    ...deadReferences(application, flow).map((message) => ({ ...issue('reference-unresolved', message), path })),
    ...nameIssues(application, flow).map((message) => ({
      ...issue('invalid-name', message),
      hint: 'choose a shorter or plainer flow id, instance or naming pattern',
      path,
    })),
    ...labelIssues(application, flow).map(([property, key]) => ({
      ...issue('reserved-label', `\`${key}\` is a label that towpath sets, and by which pods are found`),
      path: `${path}.${property}`,
    })),
  ];
}

/** Overlays for flows or images that do not exist, wherever an environment speaks of them. */
function unknownEntries({ environment, node }: Application, what: 'flows' | 'images', known: string[]): Issue[] {
  const path: ValuePath = ['apps', node.id, what];
  const said = valueAt(environment.props, path);
  if (!isMap(said)) return [];
  const one = what === 'flows' ? 'flow' : 'image';
  return Object.keys(said)
    .filter((name) => !known.includes(name))
    .map((name) => {
      const location = locateIn(environment, [...path.map(String), name]);
      const hint = suggest(name, known);
      return {
        ...issue(
          one === 'image' ? 'unknown-image' : 'unknown-flow',
          `\`${name}\` is not ${one === 'image' ? 'an image' : 'a flow'} of ${node.id}`,
        ),
        ...(hint && { hint }),
        path: [...path, name].join('.'),
        ...(location && { location }),
      };
    });
}

function deadReferences(application: Application, flow: Flow): string[] {
  return edgesOf(flow.spec).flatMap(({ flow: target, attribute }) => {
    const found = application.flows.find((candidate) => candidate.node.id === target);
    if (!found) {
      const hint = suggest(
        target,
        application.flows.map((candidate) => candidate.node.id),
      );
      return [`\`${target}.${attribute}\` leads nowhere: there is no flow \`${target}\`${hint ? ` (${hint})` : ''}`];
    }
    if (!found.isValid || isReachable(found.spec)) return [];
    return [`\`${target}.${attribute}\` leads nowhere: \`${target}\` is a ${found.kind}, which listens on no port`];
  });
}

function nameIssues(application: Application, { kind, node }: Flow): string[] {
  const hasService = objectNames(kind).includes('service');
  const problem = nameProblem(objectName(application.names, node.id), hasService);
  return problem ? [problem] : [];
}

function labelIssues(application: Application, flow: Flow): [string, string][] {
  const reserved = reservedLabels(application.names);
  return ['labels', 'podLabels'].flatMap((property) => {
    const said = valueAt(flow.spec, [property]);
    const keys = isMap(said) ? Object.keys(said) : [];
    return keys.filter((key) => reserved.includes(key)).map((key): [string, string] => [property, key]);
  });
}

function issue<Code extends Issue['code']>(
  code: Code,
  message: string,
): { code: Code; severity: 'error'; message: string } {
  return { code, severity: 'error', message };
}
