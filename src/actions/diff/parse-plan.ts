import { z } from 'zod';
import { textArgument } from '../../applications/arguments';
import { jsonPlaces, lineAndColumn, NotJson, offsetOf } from '../../data/json-places';
import { errorIssue, formatPath, type Issue, TowpathError } from '../../diagnostics';
import { check } from '../../model/check';
import { parsePlainJson } from '../../release/store/plain-json';
import { mostProblems, type SavedPlan } from './saved-plan';

const planSchema = z.strictObject({
  version: z.literal(1),
  environment: z.string(),
  server: z.string(),
  releases: z.record(z.string(), z.number()),
  objects: z.array(
    z.looseObject({
      application: z.string(),
      apiVersion: z.string(),
      kind: z.string(),
      namespace: z.string().optional(),
      name: z.string(),
      change: z.string(),
    }),
  ),
});

/**
 * Reads a saved plan. Anybody may have written the file.
 * @throws TowpathError `plan-invalid` with each wrong value
 */
export function parsePlan(file: string, text: string): SavedPlan {
  const json = textArgument(text, `the plan ${textArgument(file, 'the name of a plan')}`).replace(/^\uFEFF/, '');
  const parsed = parsePlainJson(json);
  if ('problem' in parsed) throw new TowpathError([notAPlan(file, parsed.problem, syntaxLocation(json))]);
  const { violations } = check(planSchema, parsed.value);
  if (violations.length === 0) return parsed.value as SavedPlan;
  const places = jsonPlaces(json);
  const issues = violations.slice(0, mostProblems).map(({ path, place = path, message }) => {
    const what = path.length === 0 ? message : `\`${formatPath(path)}\`: ${message}`;
    return notAPlan(file, what, lineAndColumn(json, offsetOf(places, place)));
  });
  const rest = violations.length - mostProblems;
  throw new TowpathError([...issues, ...(rest > 0 ? [notAPlan(file, `${rest} more values are wrong`)] : [])]);
}

function notAPlan(file: string, problem: string, position?: { readonly line: number; readonly column: number }): Issue {
  const hint = 'write a plan with `towpath diff -e ENV --save FILE`';
  const location = { file, ...position };
  return errorIssue('plan-invalid', `${file} is not a saved plan: ${problem}`, { hint, location });
}

/** Where a text stops being JSON; undefined if it is JSON. */
function syntaxLocation(json: string): { readonly line: number; readonly column: number } | undefined {
  try {
    jsonPlaces(json);
    return undefined;
  } catch (error) {
    if (error instanceof NotJson) return lineAndColumn(json, error.offset);
    throw error;
  }
}
