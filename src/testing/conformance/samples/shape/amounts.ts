import { billionthsOf } from '../../../../model/quantity';
import { containers, type Draft, part, rows, type Shaper } from './draft';

/** Makes no request larger than its limit. */
export const requests: Shaper = (flow) => {
  for (const container of containers(flow)) {
    const all = part(container, 'resources');
    const [asked, limits] = [all && part(all, 'requests'), all && part(all, 'limits')];
    for (const [name, limit] of Object.entries(limits ?? {})) {
      const request = asked?.[name];
      if (asked && request && limit && billionthsOf(String(request)) > billionthsOf(String(limit))) asked[name] = limit;
    }
  }
};

/** Uses fields and resources that Kubernetes knows in variables and files. */
export const fields: Shaper = (flow) => {
  for (const container of containers(flow)) {
    for (const [, value] of rows(container, 'env')) {
      if (value?.field !== undefined) value.field = 'metadata.name';
      if (value?.resource !== undefined) value.resource = 'limits.cpu';
      if (value?.divisor !== undefined) value.divisor = '1m';
    }
  }
  for (const [, volume] of rows(flow, 'volumes')) {
    for (const source of (volume?.projected ?? []) as Draft[]) {
      for (const [file] of rows(source, 'fields')) (source.fields as Draft)[file] = 'metadata.name';
    }
  }
};

/** Lets an update replace a pod. */
export const surge: Shaper = (flow) => {
  const rollout = part(flow, 'rollout');
  const isZero = (name: string) => Number.parseInt(String(rollout?.[name]), 10) === 0;
  if (rollout && isZero('maxSurge') && isZero('maxUnavailable')) rollout.maxUnavailable = 1;
};

/** Ends the pauses of hooks before the pod is killed. */
export const pauses: Shaper = (flow) => {
  for (const container of containers(flow)) {
    for (const [, hook] of rows(container, 'lifecycle')) {
      if (typeof hook?.sleep !== 'number') continue;
      const grace = flow.terminationGracePeriodSeconds;
      if (grace === 0) flow.terminationGracePeriodSeconds = 1;
      hook.sleep = Math.min(hook.sleep, typeof grace === 'number' ? Math.max(grace, 1) : 30);
    }
  }
};
