import type { NamingContext } from '../../model/naming';
import { adoptedLabels, instanceLabel } from './selector';

/** Labels of everything that belongs to the application; flows add their own to them. */
export function applicationLabels(context: NamingContext): Record<string, string> {
  const kept = adoptedLabels(context);
  if (kept) return kept;
  return {
    [instanceLabel]: context.instance,
    'app.kubernetes.io/part-of': context.application,
    'app.kubernetes.io/managed-by': 'towpath',
    'towpath.dev/environment': context.environment,
  };
}
