import {
  environmentLabel,
  instanceLabel,
  managedByLabel,
  managedByTowpath,
  partOfLabel,
} from '../../kubernetes/labels';
import type { NamingContext } from '../../model/naming';
import { adoptedLabels } from './selector';

/** Labels of everything that belongs to the application; flows add their own to them. */
export function applicationLabels(context: NamingContext): Record<string, string> {
  const kept = adoptedLabels(context);
  if (kept) return kept;
  return {
    [instanceLabel]: context.instance,
    [partOfLabel]: context.application,
    [managedByLabel]: managedByTowpath,
    [environmentLabel]: context.environment,
  };
}
