import { isMap } from '../../../data/merge';
import type { Issue } from '../../../diagnostics';
import { podTemplateOf } from '../pod-template-of';
import {
  changedField,
  plannedNamespace,
  templatePath,
  type WrittenApplication,
  type WrittenObject,
  writtenNamespace,
} from './written-object';

type Labels = Readonly<Record<string, unknown>>;

/** The labels and the namespace of the pods of one object, before and after overrides and patches. */
interface Pods {
  readonly object: WrittenObject;
  readonly planned: Place | undefined;
  readonly written: Place;
}

interface Place {
  readonly labels: Labels;
  readonly namespace: string;
}

/**
 * Reports selectors that found pods of the application before overrides and patches, and no longer find them: because
 * the labels of the pods changed, because the selector did, or because one of the two is in another namespace.
 */
export function lostPods({ objects, namespace }: WrittenApplication): Issue[] {
  const pods = objects.flatMap((object) => podsOf(object, namespace));
  const [built, left] = [new PodIndex(pods, (one) => one.planned), new PodIndex(pods, (one) => one.written)];
  return objects.flatMap((object) => {
    const [planned, written] = [plannedNamespace(object, namespace), writtenNamespace(object, namespace)];
    const before = new Map(object.planned ? selectorsIn(object.planned) : []);
    return selectorsIn(object.manifest).flatMap(([path, selector]): Issue[] => {
      const lost = built.selected(selector, planned).filter((one) => !selects(selector, written, one.written));
      const old = before.get(path);
      const found = old && built.selected(old, planned).length > 0;
      const isEmptied = found && left.selected(selector, written).length === 0;
      if (lost.length > 0) return lost.map((one) => lostLabels(object, selector, one, planned !== written));
      return isEmptied ? [emptySelector(object, path, selector)] : [];
    });
  });
}

/** Finds pods by a label, so that each selector is compared with few of them. */
class PodIndex {
  readonly #byLabel = new Map<string, Pods[]>();

  constructor(
    pods: readonly Pods[],
    private readonly placeOf: (pods: Pods) => Place | undefined,
  ) {
    for (const one of pods) {
      const place = placeOf(one);
      for (const label of Object.entries(place?.labels ?? {})) {
        const key = JSON.stringify([place?.namespace, label]);
        const known = this.#byLabel.get(key);
        if (known) known.push(one);
        else this.#byLabel.set(key, [one]);
      }
    }
  }

  /** The pods of a namespace that have all labels of a selector. The selector must have at least one label. */
  selected(selector: Labels, namespace: string): readonly Pods[] {
    const [fewest = []] = Object.entries(selector)
      .map((label) => this.#byLabel.get(JSON.stringify([namespace, label])) ?? [])
      .sort((one, other) => one.length - other.length);
    return fewest.filter((one) => {
      const place = this.placeOf(one);
      return place && selects(selector, namespace, place);
    });
  }
}

function podsOf(object: WrittenObject, namespace: string): Pods[] {
  const labels = labelsOf(object.manifest) ?? {};
  const before = object.planned && labelsOf(object.planned);
  if (Object.keys(labels).length === 0 && !before) return [];
  const planned = before && {
    labels: before,
    namespace: plannedNamespace(object, namespace),
  };
  return [{ object, planned, written: { labels, namespace: writtenNamespace(object, namespace) } }];
}

/** The labels of the pods that an object creates; undefined if they have none. */
function labelsOf(object: object): Labels | undefined {
  const { metadata } = podTemplateOf(object) as { readonly metadata?: { readonly labels?: Labels } };
  return metadata?.labels;
}

/** The labels that select pods in an object, by the path of the selector. A selector without labels is left out. */
function selectorsIn(manifest: object): [path: string, labels: Labels][] {
  const { kind, spec } = manifest as { readonly kind?: unknown; readonly spec?: unknown };
  const own: [string, unknown][] = kind === 'Service' && isMap(spec) ? [['spec.selector', spec.selector]] : [];
  return [...own, ...matchLabelsBelow(spec, 'spec')].flatMap(([path, labels]): [string, Labels][] =>
    isMap(labels) && Object.keys(labels).length > 0 ? [[path, labels]] : [],
  );
}

function matchLabelsBelow(value: unknown, path: string): [string, unknown][] {
  if (Array.isArray(value)) return value.flatMap((item, index) => matchLabelsBelow(item, `${path}.${index}`));
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    // Namespaces are selected by the same fields as pods.
    if (key === 'namespaceSelector') return [];
    return key === 'matchLabels'
      ? [[`${path}.${key}`, inner] as [string, unknown]]
      : matchLabelsBelow(inner, `${path}.${key}`);
  });
}

function selects(selector: Labels, namespace: string, pods: Place): boolean {
  return namespace === pods.namespace && Object.entries(selector).every(([key, value]) => pods.labels[key] === value);
}

function lostLabels(object: WrittenObject, selector: Labels, { object: pods, written }: Pods, isMoved: boolean): Issue {
  const changed = Object.entries(selector).filter(([key, value]) => written.labels[key] !== value);
  if (changed.length > 0) {
    const labels = changed.map(([key, value]) => `\`${key}: ${value}\``).join(' and ');
    const message = `\`${object.path}\` selects the pods of \`${pods.path}\` by ${labels}, which an override or a patch changes`;
    return changedField(
      pods,
      `${templatePath(pods)}.metadata.labels`,
      message,
      'set `naming.selector`, which all selectors and pods follow',
    );
  }
  const moved = isMoved ? object : pods;
  const message = `\`${object.path}\` selects the pods of \`${pods.path}\`, but an override or a patch moves \`${moved.path}\` to the namespace \`${moved.manifest.metadata.namespace}\``;
  const hint = 'set `namespace` of the application in the environment, or move both objects';
  return changedField(moved, 'metadata.namespace', message, hint);
}

function emptySelector(object: WrittenObject, path: string, selector: Labels): Issue {
  const labels = Object.entries(selector).map(([key, value]) => `\`${key}: ${value}\``);
  const message = `an override or a patch changes the selector to ${labels.join(' and ')}, which no pods of the application have`;
  return changedField(object, path, message, 'set `naming.selector`, which all selectors and pods follow');
}
