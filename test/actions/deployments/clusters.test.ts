import { inEnvironment } from '../../../src/actions/deployments/clusters';

const said = (environment: string, message: string) =>
  inEnvironment(environment, { code: 'kubeconfig-unreadable', severity: 'error', message }).message;

it.each([
  ['here', 'there is no kubeconfig', 'here: there is no kubeconfig'],
  ['prod', '/home/prod-team/config is not there', 'prod: /home/prod-team/config is not there'],
  ['eu.1', 'eu-1 is not there', 'eu.1: eu-1 is not there'],
])('an issue says that it is about %s', (environment, message, expected) => {
  expect(said(environment, message)).toBe(expected);
});

it.each([
  ['here', 'here does not say which cluster it lives in'],
  ['prod', 'there is no context `prod`'],
])('an issue that names %s itself stays as it is', (environment, message) => {
  expect(said(environment, message)).toBe(message);
});
