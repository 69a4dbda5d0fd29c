import { z } from 'zod';
import { annotationMap, annotationsBy, labelKey, labelValue } from '../formats';
import { byBoth, type Properties } from '../property';

const labelMap = z.record(labelKey, labelValue.nullable());
/** Kubernetes sets this annotation itself, on the mirrors of static pods. */
const podAnnotationKey = labelKey.refine((key) => key !== 'kubernetes.io/config.mirror', 'a key other than this one');

export const objectMetadata = {
  labels: byBoth(labelMap, 'Labels of all objects, in addition to those that towpath sets.'),
  annotations: byBoth(annotationMap, 'Annotations of all objects.'),
} satisfies Properties;

export const metadata = {
  ...objectMetadata,
  podLabels: byBoth(labelMap, 'Labels of the pods only. A change restarts the pods.'),
  podAnnotations: byBoth(annotationsBy(podAnnotationKey), 'Annotations of the pods only. A change restarts the pods.'),
} satisfies Properties;
