import { z } from 'zod';
import { digestText, imageText, secretName, tagText } from '../formats';
import { BuiltImage } from '../image';
import { both, deployment, type Properties } from '../property';

const imageValue = z.union([imageText, z.custom<BuiltImage>(BuiltImage.is)], {
  error: 'this.image(name, repository), or an image with a tag or digest such as redis:7.4',
});

const pullPolicy = both(
  z.enum(['Always', 'IfNotPresent', 'Never']),
  'When the node pulls the image; `Always` for a tag that moves. Kubernetes decides by the tag when it is not said.',
  { source: 'https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy' },
);

export const image = {
  image: both(
    imageValue,
    "What runs: `this.image(name, repository)` for an image that the application builds, or the full name of someone else's, with tag or digest.",
    {
      required: true,
      codeType: 'string | BuiltImage',
      source: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
    },
  ),
  tag: deployment(
    tagText,
    'Tag of the image in this environment, where the application builds it. Wins over the tags of image and application.',
  ),
  digest: deployment(
    digestText,
    'Digest of the image in this environment, `sha256:…`. With a tag beside it the digest decides.',
  ),
  pullPolicy,
  pullSecrets: both(z.array(secretName), 'Secrets of the namespace that hold the credentials of image registries.', {
    codeType: 'readonly (string | NamedResource)[]',
    source: 'https://kubernetes.io/docs/concepts/containers/images/#specifying-imagepullsecrets-on-a-pod',
  }),
} satisfies Properties;

export const containerImage = {
  image: both(imageValue, "What runs in this container; the flow's own image when it is not said.", {
    codeType: 'string | BuiltImage',
  }),
  pullPolicy,
} satisfies Properties;
