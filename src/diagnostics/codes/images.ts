import type { CodeEntry } from './code-entry';

/** Images and pins. */
export const imageCodes = {
  'image-unpinned': {
    summary: 'Nothing says which version of an image runs.',
    advice: 'An error outside initial environments, a warning in them: without a tag Kubernetes takes `latest`.',
  },
  'image-latest': {
    summary: 'An image runs as `latest`.',
    advice: 'An error outside initial environments: what `latest` means changes without anybody deciding it.',
  },
  'pin-shadowed': {
    summary: 'A pin was set that a nearer one overrules.',
    advice: 'The pin of an image or a flow wins over that of the application. Set it too, or remove it.',
  },
  'pin-of-foreign-image': {
    summary: 'An environment sets the tag of an image that the application does not build.',
    advice: "Someone else's image is named whole, tag included, in `image`.",
  },
} as const satisfies Record<string, CodeEntry>;
