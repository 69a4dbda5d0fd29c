import { z } from 'zod';
import { labelKey, labelValue } from '../formats';
import { both, type Properties } from '../property';

const labelMap = z.record(labelKey, labelValue.nullable());
const annotationMap = z.record(labelKey, z.string().nullable());

export const objectMetadata = {
  labels: both(labelMap, 'Labels on every object, beside those that towpath sets.'),
  annotations: both(annotationMap, 'Annotations on every object.'),
} satisfies Properties;

export const metadata = {
  ...objectMetadata,
  podLabels: both(labelMap, 'Labels on the pods alone. A change rolls the pods.'),
  podAnnotations: both(annotationMap, 'Annotations on the pods alone. A change rolls the pods.'),
} satisfies Properties;
