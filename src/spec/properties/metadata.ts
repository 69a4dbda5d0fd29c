import { z } from 'zod';
import { labelKey, labelValue } from '../formats';
import { both, type Properties } from '../property';

const labelMap = z.record(labelKey, labelValue.nullable());
const annotationMap = z.record(labelKey, z.string().nullable());

export const objectMetadata = {
  labels: both(labelMap, 'Labels of all objects, in addition to those that towpath sets.'),
  annotations: both(annotationMap, 'Annotations of all objects.'),
} satisfies Properties;

export const metadata = {
  ...objectMetadata,
  podLabels: both(labelMap, 'Labels of the pods only. A change restarts the pods.'),
  podAnnotations: both(annotationMap, 'Annotations of the pods only. A change restarts the pods.'),
} satisfies Properties;
