import { isDeepStrictEqual } from 'node:util';
import { errorIssue, TowpathError } from '../../diagnostics';
import { labelOf, mostProblems, type SavedPlan } from './saved-plan';

/** The longest text of a difference that is shown, because a file can hold anything. */
const longestText = 300;

/**
 * Checks that a deploy would do exactly what was reviewed.
 * @throws TowpathError `plan-differs` with each difference
 */
export function assertSamePlan(reviewed: SavedPlan, planned: SavedPlan): void {
  const found = differencesOf(reviewed, planned);
  if (found.length === 0) return;
  const hint = 'nothing was written; review the changes again, and save them with `towpath diff --save`';
  const rest = found.length - mostProblems;
  const messages = [...found.slice(0, mostProblems), ...(rest > 0 ? [`${rest} more differences`] : [])];
  throw new TowpathError(
    messages.map((message) => errorIssue('plan-differs', message.slice(0, longestText), { hint })),
  );
}

function differencesOf(reviewed: SavedPlan, planned: SavedPlan): string[] {
  const about = (['environment', 'server'] as const).flatMap((key) =>
    reviewed[key] === planned[key] ? [] : [`the saved plan is for the ${key} ${reviewed[key]}, not ${planned[key]}`],
  );
  const applications = [...new Set([...Object.keys(reviewed.releases), ...Object.keys(planned.releases)])].sort();
  const releases = applications.flatMap((name) => {
    const [then, now] = [reviewed, planned].map(({ releases: all }) =>
      Object.hasOwn(all, name) ? all[name] : undefined,
    );
    return then === now
      ? []
      : [`${name}: the newest release was ${then ?? 'not planned'}, and is ${now ?? 'not planned'} now`];
  });
  const [then, now] = [reviewed, planned].map(({ objects }) => new Map(objects.map((one) => [labelOf(one), one])));
  const labels = [...new Set([...(then?.keys() ?? []), ...(now?.keys() ?? [])])].sort();
  const objects = labels.flatMap((label) => {
    const [old, made] = [then?.get(label), now?.get(label)];
    if (isDeepStrictEqual(old, made)) return [];
    if (!old) return [`${label}: was not in the saved plan, and is ${made?.change} now`];
    if (!made) return [`${label}: was ${old.change} in the saved plan, and does not change now`];
    return [`${label}: changes in another way than in the saved plan`];
  });
  const repeated = reviewed.objects.length === then?.size ? [] : ['the saved plan names an object twice'];
  return [...about, ...releases, ...objects, ...repeated];
}
