import { issueError } from '../diagnostics';
import { quoteValue } from '../model/quote-value';
import { isApplicationClass } from './application';

/** Returns the class of an application. @throws TowpathError `invalid-value` for any other value */
export function applicationArgument<T>(construct: T, path?: string): T {
  if (isApplicationClass(construct)) return construct;
  const hint = 'pass the class, which is the default export of the file in `apps/`';
  const message = `found ${quoteValue(construct)}; expected a class that extends Application`;
  throw issueError('invalid-value', message, { hint, ...(path !== undefined && { path }) });
}
