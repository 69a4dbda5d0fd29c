import { groupBy } from '../data/group-by';
import { textsIn } from '../data/merge';
import type { Location } from '../diagnostics';
import { change, changeAt, changeEach, type Fields, fieldsOf, itemsOf } from '../equivalence/fields';
import { kindOf, podPath } from '../equivalence/kinds';
import { secretIn, secretInArguments, secretInFile } from '../model/secrets/detect';
import { secretsWithContent } from '../targets/kubernetes/secret-content';
import { secretTexts } from '../targets/kubernetes/secret-text';
import { SecretNames, unused } from './secret-names';
import { type ComposeOrigin, nameIn, namespaceIn, placeIn, type SourceObject, shownObject } from './source-object';

/** A credential that was found in an object. It never contains the value. */
export interface Credential {
  readonly object: string;
  readonly location: Location;
  readonly namespace: string | undefined;
  /** What was found and what stands in its place. */
  readonly message: string;
  /** The key of the Secret that has to hold the value; absent if the object was left out. */
  readonly secret?: {
    readonly name: string;
    readonly key: string;
    readonly from: readonly [resource: string, jsonPath: string];
  };
  readonly compose?: ComposeOrigin;
}

export interface WithoutCredentials {
  readonly objects: readonly SourceObject[];
  readonly credentials: readonly Credential[];
}

/** The objects with references to Secrets in place of values that look like credentials. */
export function withoutCredentials(sources: readonly SourceObject[]): WithoutCredentials {
  const credentials: Credential[] = [];
  const moved: MovedKey[] = [];
  const names = new SecretNames(sources);
  const cleaned = sources.map(({ object, location, compose }) => {
    const report = reporter({ object, location, ...(compose && { compose }) }, names, credentials);
    return { location, object: withPod(withAnnotations(withData(object, moved, report), report), report) };
  });
  const movedFrom = groupBy(moved, ({ namespace, configMap }) => placeIn(namespace, configMap));
  const connected = cleaned.map(({ object, location }) => ({ location, object: withMoved(object, movedFrom) }));
  const objects = connected.filter(({ object, location }) => {
    const hasContent = secretsWithContent(object).length > 0;
    if (!hasContent && secretTexts(object).length === 0) return true;
    const message =
      object.kind === 'Secret'
        ? 'the content of a Secret is not copied; the Secret stays in the cluster'
        : 'the object contains a credential and was left out';
    credentials.push({ object: shownObject(object), location, namespace: namespaceIn(object), message });
    return false;
  });
  return { objects, credentials };
}

/** Records a credential, and returns the key of the Secret that replaces it. Equal keys of two containers get different names. */
type Report = (message: string, key: string, jsonPath: string, container?: string) => SecretKey;

interface SecretKey {
  readonly name: string;
  readonly key: string;
}

/** A key that is moved from a ConfigMap to a Secret. */
interface MovedKey {
  readonly namespace: string | undefined;
  readonly configMap: string;
  readonly key: string;
  readonly secret: SecretKey;
}

function reporter(source: SourceObject, names: SecretNames, credentials: Credential[]): Report {
  const { object, location, compose } = source;
  const resource = `${String(object.kind).toLowerCase()}/${nameIn(object)}`;
  return (message, wanted, jsonPath, container) => {
    const secret = names.keyFor(object, wanted, container);
    const known = {
      object: shownObject(object),
      location,
      namespace: namespaceIn(object),
      ...(compose && { compose }),
    };
    credentials.push({ ...known, message, secret: { ...secret, from: [resource, jsonPath] } });
    return secret;
  };
}

/** A ConfigMap without the keys that look like credentials. */
function withData(object: Fields, moved: MovedKey[], report: Report): Fields {
  if (kindOf(object) !== '/ConfigMap') return object;
  return change(object, 'data', (data) =>
    Object.fromEntries(
      Object.entries(data).filter(([key, text]) => {
        const kind = typeof text === 'string' ? secretInFile(key, text) : undefined;
        if (kind === undefined) return true;
        const secret = report(`\`${key}\` looks like ${kind}`, key, `{.data.${key.replaceAll('.', '\\.')}}`);
        moved.push({ namespace: namespaceIn(object), configMap: nameIn(object), key, secret });
        return false;
      }),
    ),
  );
}

function withAnnotations(object: Fields, report: Report): Fields {
  return changeAt(object, ['metadata', 'annotations'], (annotations) =>
    Object.fromEntries(
      Object.entries(annotations).filter(([key, text]) => {
        const kind = typeof text === 'string' ? secretIn(key, text) : undefined;
        if (kind === undefined) return true;
        report(
          `the annotation \`${key}\` looks like ${kind}`,
          key.replace(/[^-._A-Za-z0-9]/g, '_'),
          `{.metadata.annotations.${key.replaceAll('.', '\\.')}}`,
        );
        return false;
      }),
    ),
  );
}

/** A workload whose containers refer to a Secret where they had a credential. */
function withPod(object: Fields, report: Report): Fields {
  const path = podPath(object);
  if (!path) return object;
  const prefix = `.${[...path, 'spec'].join('.')}`;
  return ['containers', 'initContainers'].reduce(
    (changed, list) =>
      changeAt(changed, [...path, 'spec'], (spec) =>
        changeEach(spec, list, (container) =>
          withContainer(
            container,
            `${prefix}.${list}[?(@.name=="${String(container.name)}")]`,
            (message, key, path) => ({
              secretKeyRef: report(message, key, path, String(container.name)),
            }),
          ),
        ),
      ),
    object,
  );
}

function withContainer(
  container: Fields,
  path: string,
  report: (message: string, key: string, jsonPath: string) => Fields,
): Fields {
  const env = itemsOf(container.env).map((variable) => {
    const { name, value } = variable;
    const kind = typeof name === 'string' && typeof value === 'string' ? secretIn(name, value) : undefined;
    if (kind === undefined) return variable;
    return {
      name,
      valueFrom: report(
        `\`${String(name)}\` looks like ${kind}`,
        String(name),
        `{${path}.env[?(@.name=="${String(name)}")].value}`,
      ),
    };
  });
  const lines = (['command', 'args'] as const).reduce(
    (found: { fields: Fields; env: Fields[] }, field) => {
      const words = textsIn(found.fields[field]);
      const first = field === 'args' ? textsIn(found.fields.command) : [];
      const hidden = guilty(first, words);
      if (hidden.length === 0) return found;
      const taken = found.env.map(({ name }) => String(name));
      const variables = new Map(hidden.map((index) => [index, unused(`${field.toUpperCase()}_${index}`, taken)]));
      const added = [...variables].map(([index, name]) => {
        return {
          name,
          valueFrom: report(
            `word ${index} of \`${field}\` contains a credential`,
            name,
            `{${path}.${field}[${index}]}`,
          ),
        };
      });
      const shown = words.map((word, index) => (variables.has(index) ? `$(${variables.get(index)})` : word));
      return { fields: { ...found.fields, [field]: shown }, env: [...found.env, ...added] };
    },
    { fields: container, env: [...env] },
  );
  return lines.env.length > 0 ? { ...lines.fields, env: lines.env } : lines.fields;
}

/**
 * Positions of the words that a command line has to lose so that it has no credential. All are taken out first, and each
 * one is put back from the left if the line stays clean. A flag stands before its value, so the value is what is lost.
 */
function guilty(before: readonly string[], words: readonly string[]): readonly number[] {
  const isClean = (hidden: readonly number[]) => {
    const line = words.map((word, index) => (hidden.includes(index) ? '$(CREDENTIAL)' : word));
    return secretInArguments([...before, ...line]) === undefined;
  };
  if (isClean([])) return [];
  return words.reduce(
    (hidden: readonly number[], _, index) => {
      const fewer = hidden.filter((one) => one !== index);
      return isClean(fewer) ? fewer : hidden;
    },
    words.map((_, index) => index),
  );
}

/** A workload that reads the moved keys of ConfigMaps from their Secrets. */
function withMoved(object: Fields, movedFrom: ReadonlyMap<string, readonly MovedKey[]>): Fields {
  const path = podPath(object);
  if (!path || movedFrom.size === 0) return object;
  const movedOf = (configMap: unknown) => movedFrom.get(placeIn(namespaceIn(object), configMap)) ?? [];
  const connected = (container: Fields) => {
    const env = itemsOf(container.env).map((variable) => {
      const { name, key } = fieldsOf(fieldsOf(variable.valueFrom).configMapKeyRef);
      const found = movedOf(name).find((one) => one.key === key);
      return found ? { name: variable.name, valueFrom: { secretKeyRef: found.secret } } : variable;
    });
    const known = env.map(({ name }) => name);
    const added = itemsOf(container.envFrom).flatMap(({ configMapRef, prefix = '' }) =>
      movedOf(fieldsOf(configMapRef).name)
        .filter(({ key }) => !known.includes(`${prefix}${key}`))
        .map(({ key, secret }) => ({ name: `${prefix}${key}`, valueFrom: { secretKeyRef: secret } })),
    );
    // Variables of a ConfigMap stand before all others, which may refer to them.
    return env.length + added.length > 0 ? { ...container, env: [...added, ...env] } : container;
  };
  return changeAt(object, [...path, 'spec'], (spec) =>
    changeEach(changeEach(spec, 'containers', connected), 'initContainers', connected),
  );
}
