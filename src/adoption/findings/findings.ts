import type { Issue } from '../../diagnostics';
import type { ApplicationDraft } from '../draft';
import type { Sources } from '../source-object';
import { draftFindings } from './draft';
import { environmentFindings } from './environments';
import { imageFindings } from './images';
import { nameFindings } from './names';
import { serviceFindings } from './services';

/**
 * What a reader of the sources should know, by the file and line of each object.
 *
 * @param contexts the contexts of the environments whose clusters are known
 */
export function findings(sources: Sources, draft: ApplicationDraft, contexts: ReadonlyMap<string, string>): Issue[] {
  const ofEach = [...sources.values()].flatMap((objects) => [
    ...imageFindings(objects),
    ...serviceFindings(objects),
    ...nameFindings(objects),
  ]);
  return [...ofEach, ...environmentFindings(sources), ...draftFindings(draft, contexts)];
}
