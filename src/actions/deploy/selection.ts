import { errorIssue, type Issue, suggest, TowpathError } from '../../diagnostics';

/** An application with the ids of its flows. */
export interface KnownApplication {
  readonly application: string;
  readonly flows: readonly string[];
}

/** The selected applications, each with its selected flows; undefined for the whole application. */
export type Selection = ReadonlyMap<string, readonly string[] | undefined>;

/**
 * Resolves `pssp`, `pssp/api` and `api`. A name that an application and a flow share means the application.
 *
 * @throws TowpathError with every name that matches nothing
 */
export function selectionOf(known: readonly KnownApplication[], names: readonly string[] = []): Selection {
  if (names.length === 0) return new Map(known.map(({ application }) => [application, undefined]));
  const found = new Map<string, readonly string[] | undefined>();
  const issues: Issue[] = [];
  for (const name of names) {
    const places = flowsNamed(known, name);
    const [place] = places;
    if (!place || places.length > 1) issues.push(unclear(known, name, places));
    else if (place.flow === undefined) found.set(place.application, undefined);
    else if (!found.has(place.application) || found.get(place.application))
      found.set(place.application, [...(found.get(place.application) ?? []), place.flow]);
  }
  if (issues.length > 0) throw new TowpathError(issues);
  return found;
}

interface SelectedFlow {
  readonly application: string;
  readonly flow?: string;
}

function flowsNamed(known: readonly KnownApplication[], name: string): SelectedFlow[] {
  const whole = known.find(({ application }) => application === name);
  if (whole) return [{ application: name }];
  const [app, flow] = name.includes('/') ? name.split('/') : [undefined, name];
  return known
    .filter(({ application }) => app === undefined || application === app)
    .flatMap(({ application, flows }) => flows.filter((id) => id === flow).map((id) => ({ application, flow: id })));
}

function unclear(known: readonly KnownApplication[], name: string, places: readonly SelectedFlow[]): Issue {
  const full = places.map(({ application, flow }) => `${application}/${flow}`);
  if (places.length > 1) {
    const message = `\`${name}\` is a flow of several applications: ${full.join(', ')}`;
    return errorIssue('unknown-flow', message, { hint: 'write APPLICATION/FLOW' });
  }
  const names = known.flatMap(({ application, flows }) => [
    application,
    ...flows.flatMap((id) => [id, `${application}/${id}`]),
  ]);
  const hint = suggest(name, [...new Set(names)]);
  const message = `\`${name}\` is no application and no flow here`;
  return errorIssue('unknown-flow', message, { hint });
}
