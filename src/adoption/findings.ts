import type { Issue } from '../diagnostics';
import type { ApplicationDraft } from './draft';
import type { Sources } from './source-object';

export function findings(_sources: Sources, _draft: ApplicationDraft): Issue[] {
  return [];
}
