import { groupBy } from '../../data/group-by';
import { type Issue, warningIssue } from '../../diagnostics';
import { itemsOf } from '../../equivalence/fields';
import { containersOf } from '../pods';
import { identityOf, mainNamespace, namespaceIn, type SourceObject, type Sources, shownObject } from '../source-object';

/** Warns of objects that are in, or point to, the namespace of another environment, and of variables that differ in one environment only. */
export function environmentFindings(sources: Sources): Issue[] {
  return [...foreignNamespaces(sources), ...(sources.size > 2 ? lonelyVariables(sources) : [])];
}

function foreignNamespaces(sources: Sources): Issue[] {
  const own = new Map(
    [...sources].map(([environment, objects]) => [environment, mainNamespace(objects.map(({ object }) => object))]),
  );
  return [...sources].flatMap(([environment, objects]) => {
    const others = [...own].filter(([name, namespace]) => name !== environment && namespace !== own.get(environment));
    return objects.flatMap(({ object, location }) =>
      others.flatMap(([other, namespace]) => {
        if (namespace === undefined) return [];
        const texts = containersOf(object).flatMap(({ env }) => itemsOf(env).map(({ value }) => String(value ?? '')));
        const isThere = namespaceIn(object) === namespace;
        const pointsThere = texts.some((text) => text.includes(`.${namespace}.svc`) || text.endsWith(`.${namespace}`));
        if (!isThere && !pointsThere) return [];
        const message = `\`${shownObject(object)}\` of \`${environment}\` ${isThere ? 'is in' : 'points to'} the namespace \`${namespace}\` of \`${other}\``;
        return [warningIssue('adopt-other-namespace', message, { location })];
      }),
    );
  });
}

interface Use {
  readonly environment: string;
  readonly source: SourceObject;
  readonly value: string | undefined;
}

/** Variables whose value, or absence, is that of one environment, while all others agree. */
function lonelyVariables(sources: Sources): Issue[] {
  const all = [...sources].flatMap(([environment, objects]) => objects.map((source) => ({ environment, source })));
  return [...groupBy(all, ({ source }) => identityOf(source.object)).values()].flatMap((some) => {
    if (some.length !== sources.size) return [];
    const known = some.map((one) => ({ ...one, values: new Map(variables(one.source)) }));
    const names = new Set(known.flatMap(({ values }) => [...values.keys()]));
    return [...names].flatMap((name) => {
      const uses = known.map(({ values, ...one }): Use => ({ ...one, value: values.get(name) }));
      const groups = [...groupBy(uses, ({ value }) => value).values()].sort((a, b) => a.length - b.length);
      const [lonely, others] = groups;
      if (groups.length !== 2 || lonely?.length !== 1 || (others?.length ?? 0) < 2) return [];
      const [{ environment, source, value }] = lonely as [Use];
      const what = value === undefined ? 'is not set' : 'has another value';
      const message = `the variable \`${name}\` of \`${shownObject(source.object)}\` ${what} in \`${environment}\` only`;
      return [warningIssue('adopt-differs-once', message, { location: source.location })];
    });
  });
}

function variables({ object }: SourceObject): (readonly [string, string])[] {
  return containersOf(object).flatMap((container) =>
    itemsOf(container.env).map(
      (variable) => [`${String(container.name)}.${String(variable.name)}`, JSON.stringify(variable)] as const,
    ),
  );
}
