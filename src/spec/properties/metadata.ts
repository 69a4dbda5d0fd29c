import { z } from 'zod';
import { labelKey, labelValue } from '../formats';
import { both, type Properties } from '../property';

const labelMap = z.record(labelKey, labelValue.nullable());
const annotationMap = z.record(labelKey, z.string().nullable());

export const metadata = {
  labels: both(labelMap, 'Labels on every object of the flow, beside those that towpath sets.'),
  annotations: both(annotationMap, 'Annotations on every object of the flow.'),
  podLabels: both(labelMap, 'Labels on the pods alone. A change rolls the pods.'),
  podAnnotations: both(annotationMap, 'Annotations on the pods alone. A change rolls the pods.'),
} satisfies Properties;
