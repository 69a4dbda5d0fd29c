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
 * @param place where the names are looked up, for messages
 * @param environments the names of the environments, for a hint if one of them stands in the place of a flow
 * @throws TowpathError with every name that matches nothing, or several flows
 */
export function selectionOf(
  known: readonly KnownApplication[],
  names: readonly string[] = [],
  place = 'in this workspace',
  environments: () => readonly string[] = () => [],
): Selection {
  if (names.length === 0) return new Map(known.map(({ application }) => [application, undefined]));
  const found = new Map<string, readonly string[] | undefined>();
  const issues: Issue[] = [];
  for (const name of names) {
    const matches = flowsNamed(known, name);
    const [match] = matches;
    if (!match || matches.length > 1) issues.push(unclear(known, name, matches, place, environments));
    else if (match.flow === undefined) found.set(match.application, undefined);
    else if (!found.has(match.application) || found.get(match.application))
      found.set(match.application, [...(found.get(match.application) ?? []), match.flow]);
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

function unclear(
  known: readonly KnownApplication[],
  name: string,
  matches: readonly SelectedFlow[],
  place: string,
  environments: () => readonly string[],
): Issue {
  const full = matches.map(({ application, flow }) => `${application}/${flow}`);
  if (matches.length > 1) {
    const message = `\`${name}\` is a flow of several applications: ${full.join(', ')}`;
    return errorIssue('unknown-flow', message, { hint: 'name the application too: write APPLICATION/FLOW' });
  }
  const names = known.flatMap(({ application, flows }) => [
    application,
    ...flows.flatMap((id) => [id, `${application}/${id}`]),
  ]);
  const hint = environments().includes(name)
    ? `\`${name}\` is an environment; this command works on one environment at a time`
    : suggest(name, [...new Set(names)]);
  const message = `there is no application or flow \`${name}\` ${place}`;
  return errorIssue('unknown-flow', message, { hint });
}
