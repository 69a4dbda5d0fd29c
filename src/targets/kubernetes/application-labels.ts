import {
  environmentLabel,
  instanceLabel,
  managedByLabel,
  managedByTowpath,
  partOfLabel,
} from '../../kubernetes/labels';
import type { NamingContext } from '../../model/naming';
import { adoptedLabels } from './selector';

/** The labels of every object of an application. The objects of flows have further labels. */
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
