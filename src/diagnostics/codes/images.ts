import type { CodeEntry } from './code-entry';

/** Codes of problems with images and their pins. A pin is the tag or digest that an environment sets for an image. */
export const imageCodes = {
  'image-unpinned': {
    summary: 'An image has no tag and no digest.',
    advice:
      'Set a tag or digest. Without one Kubernetes runs `latest`. This is a warning in initial environments and in flows with `allowLatest`, and an error in all others.',
  },
  'image-latest': {
    summary: 'An image has the tag `latest`.',
    advice:
      'Set a tag that names a version, because `latest` can change at any time. This is an error outside initial environments. While you take over a running application, `allowLatest: the reason` in code or in an environment file makes it a warning that shows the reason.',
  },
  'pin-shadowed': {
    summary: 'A pin was set that has no effect, because a more specific pin overrides it.',
    advice:
      'The pin of an image or a flow overrides the pin of the application. Set the more specific pin too, or remove it.',
  },
  'pin-twice': {
    summary: 'One call pins an image to two versions.',
    advice: 'Leave out one of the pins. A pin of an application and a pin of one of its images can stand in one call.',
  },
  'pin-of-foreign-image': {
    summary: 'An environment sets the tag of an image that the application does not build.',
    advice: 'Write an image that others build in full, with its tag, in `image`.',
  },
} as const satisfies Record<string, CodeEntry>;
