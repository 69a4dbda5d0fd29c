import { installObjectBuilder, type ObjectBuilder } from '../../applications/object-builder';
import { additions } from './additions';
import { addressOf } from './address';
import { applicationLabels } from './application-labels';
import { buildFlow } from './build-flow';
import { buildConfig, buildSecret, buildVolume } from './build-parts';
import { objectIssues } from './object-issues';
import { networkPolicyPeer, podSelector, subject } from './plus-answers';
import { removeReplicas, scalingTarget } from './scaling-target';

const kubernetes: ObjectBuilder = {
  applicationLabels,
  addressOf,
  buildFlow,
  buildConfig,
  buildSecret,
  buildVolume,
  removeReplicas,
  objectIssues,
  additions,
  scalingTarget,
  podSelector,
  networkPolicyPeer,
  subject,
};

installObjectBuilder(kubernetes);
