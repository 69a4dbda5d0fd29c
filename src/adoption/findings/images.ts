import { type Issue, warningIssue } from '../../diagnostics';
import { isUnfixed } from '../images';
import { containersOf } from '../pods';
import { type SourceObject, shownObject } from '../source-object';

/** Images whose version can change at any restart. */
export function imageFindings(objects: readonly SourceObject[]): Issue[] {
  return objects.flatMap(({ object, location }) =>
    containersOf(object).flatMap(({ image }) => {
      if (typeof image !== 'string' || !isUnfixed(image)) return [];
      const message = `the image \`${image}\` of \`${shownObject(object)}\` has no tag, or the tag \`latest\``;
      return [
        warningIssue('adopt-image-not-fixed', message, {
          location,
          hint: 'pin a tag: `towpath pin -e ENV APP/FLOW=TAG`',
        }),
      ];
    }),
  );
}
