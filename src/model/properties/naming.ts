import { z } from 'zod';
import { labelKey, labelPattern, namePattern } from '../formats';
import { labelledObjects, namedObjects } from '../naming';
import { byApplication, byBoth, group, type Properties } from '../property';

const labels = z.record(labelKey, labelPattern.nullable());

export const naming = {
  naming: group(
    "Names, selector and labels of the flow's objects, to keep those of an existing application. They are patterns that can contain `{app}`, `{instance}`, `{env}` and `{flow}`, and extend those that the code sets as `naming` for the whole application. References between objects follow.",
    {
      name: byBoth(namePattern, "The name of the flow's objects. The default is `{instance}-{flow}`."),
      objects: byBoth(
        z.strictObject(Object.fromEntries(namedObjects.map((object) => [object, namePattern.nullable().optional()]))),
        'Names of single kinds of objects, such as `{ service: web }`. `pod` and `jobTemplate` name the templates of pods and of the Jobs of a CronJob, which have no name by default. The default of the others is `name`.',
        { codeType: "Naming['objects']" },
      ),
      selector: byApplication(
        z.record(labelKey, labelPattern.nullable()),
        'The labels that select the pods of the flow. They cannot be changed in a cluster.',
      ),
      labels: byBoth(
        labels,
        'The labels of all objects, in place of those that towpath sets. With `{}` there are none. Pods then have the labels of the selector only.',
      ),
      objectLabels: byBoth(
        z.strictObject(Object.fromEntries(labelledObjects.map((object) => [object, labels.nullable().optional()]))),
        'The labels of single kinds of objects, in place of `labels` and of those that towpath sets, such as `{ claimTemplate: {} }` for none. Pods of flows that run all the time also have the labels of the selector.',
        { codeType: "Naming['objectLabels']" },
      ),
    },
    { name: 'Naming' },
  ),
} satisfies Properties;
