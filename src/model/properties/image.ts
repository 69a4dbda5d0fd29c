import { z } from 'zod';
import { digestText, imageText, secretName, tagText } from '../formats';
import { BuiltImage } from '../image';
import { byBoth, byDeployment, type Properties } from '../property';

const imageValue = z.union([imageText, z.custom<BuiltImage>(BuiltImage.is)], {
  error: 'this.image(name, repository), or an image with a tag or digest such as redis:7.4',
});

const pullPolicy = byBoth(
  z.enum(['Always', 'IfNotPresent', 'Never']),
  'When a node pulls the image. Use `Always` for a tag that changes. By default Kubernetes decides by the tag.',
  { source: 'https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy' },
);

export const image = {
  image: byBoth(
    imageValue,
    'The image of the main container: `this.image(name, repository)` for an image that the application builds, or a full name with tag or digest for an image that others build.',
    {
      required: true,
      codeType: 'string | BuiltImage',
      source: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
    },
  ),
  tag: byDeployment(
    tagText,
    'The tag of the image in this environment, for an image that the application builds. It overrides the tags of image and application.',
  ),
  digest: byDeployment(
    digestText,
    'The digest of the image in this environment, `sha256:…`. If a tag is set too, the digest decides.',
  ),
  allowLatest: byBoth(
    z.string().regex(/\S/, 'the reason, as text'),
    'The reason why images of the flow may have the tag `latest`, or no tag, outside of initial environments. Use it while you take over a running application. The reason is shown in a warning.',
  ),
  pullPolicy,
  pullSecrets: byBoth(z.array(secretName), 'Secrets in the namespace that hold credentials for image registries.', {
    codeType: 'readonly (string | NamedResource)[]',
    source: 'https://kubernetes.io/docs/concepts/containers/images/#specifying-imagepullsecrets-on-a-pod',
  }),
} satisfies Properties;

export const containerImage = {
  image: byBoth(imageValue, 'The image of this container. The default is the image of the flow.', {
    codeType: 'string | BuiltImage',
  }),
  pullPolicy,
} satisfies Properties;
